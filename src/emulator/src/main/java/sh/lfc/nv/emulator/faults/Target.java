package sh.lfc.nv.emulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.policy.Patterns;

/** What a fault is aimed at. */
public sealed interface Target {

    /**
     * Calls of AWS's APIs; what is empty is any.
     *
     * @param service the SDK's package, for example {@code secretsmanager}
     * @param operation for example {@code GetSecretValue}
     * @param principal a pattern of the caller's ARN, or the name of its role, user, session or function, or of a service
     * @param resource a pattern of the ARN of what the call is about
     */
    record Calls(
            Optional<String> service, Optional<String> operation, Optional<String> principal, Optional<String> resource)
            implements Target {

        /** All calls of all services. */
        public static final Calls ALL =
                new Calls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** All calls of one service. */
        public static Calls of(String service) {
            return new Calls(Optional.of(service), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** All calls of one operation. */
        public static Calls of(String service, String operation) {
            return new Calls(Optional.of(service), Optional.of(operation), Optional.empty(), Optional.empty());
        }

        /** Those of them that this principal makes. */
        public Calls by(String who) {
            return new Calls(service, operation, Optional.of(who), resource);
        }

        /** Those of them that are about resources of this pattern. */
        public Calls on(String arns) {
            return new Calls(service, operation, principal, Optional.of(arns));
        }

        boolean covers(String calledService, String called, Principal caller, Supplier<List<String>> resources) {
            return service.filter(one -> !one.equals(calledService)).isEmpty()
                    && operation.filter(one -> !one.equals(called)).isEmpty()
                    && (principal.isEmpty() || is(caller, principal.get()))
                    && (resource.isEmpty()
                            || resources.get().stream().anyMatch(arn -> Patterns.text(resource.get(), arn)));
        }

        private static boolean is(Principal caller, String pattern) {
            return names(caller).stream().anyMatch(name -> Patterns.text(pattern, name));
        }

        /** Of a session its own name, which is the function's where a function has it, and the role's. */
        private static List<String> names(Principal caller) {
            List<String> names = new ArrayList<>(List.of(caller.arn()));
            String[] parts = caller.arn().split(":", 6);
            if (parts.length == 6) {
                String[] path = parts[5].split("/");
                if (caller.kind() == Principal.Kind.ROLE_SESSION && path.length > 2) {
                    names.add(path[1]);
                    names.add("arn:" + parts[1] + ":iam::" + parts[4] + ":role/" + path[1]);
                }
                names.add(path[path.length - 1]);
            }
            return names;
        }

        @Override
        public String toString() {
            String what =
                    Stream.of(service, operation).flatMap(Optional::stream).collect(Collectors.joining(" "));
            return (what.isEmpty() ? "all calls" : what)
                    + principal.map(who -> " by " + who).orElse("")
                    + resource.map(arns -> " on " + arns).orElse("");
        }
    }

    /**
     * The server of a database or the servers of a cache.
     *
     * @param id for example {@code db:nv-demo-db}
     */
    record Engine(String id) implements Target {

        public Engine {
            Objects.requireNonNull(id);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** A function, by its name. */
    record Function(String function) implements Target {

        public Function {
            Objects.requireNonNull(function);
        }

        @Override
        public String toString() {
            return "function:" + function;
        }
    }

    /** The events of a bucket, by its name. */
    record Bucket(String bucket) implements Target {

        public Bucket {
            Objects.requireNonNull(bucket);
        }

        @Override
        public String toString() {
            return "bucket:" + bucket;
        }
    }

    /** What such targets are, for people. */
    static String name(Class<? extends Target> type) {
        if (type == Calls.class) {
            return "calls of a service";
        }
        return type == Engine.class ? "a database or cache" : type == Function.class ? "a function" : "a bucket";
    }
}
