package sh.lfc.nv.emulator.services.eventbridge;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.delivery.Delivery;
import sh.lfc.nv.emulator.delivery.DeliveryFailure;
import sh.lfc.nv.emulator.delivery.Retries;
import software.amazon.awssdk.services.eventbridge.model.RetryPolicy;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Leads events to the rules that they match, and on to the rules' targets. Never makes the caller wait. */
final class Router {

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final Platform platform;
    private final Regional<Buses> buses;
    private final TargetCalls calls;
    private final RuleMetrics metrics;

    Router(Platform platform, Regional<Buses> buses, TargetCalls calls, RuleMetrics metrics) {
        this.platform = platform;
        this.buses = buses;
        this.calls = calls;
        this.metrics = metrics;
    }

    /** An event has come to a bus, which exists. */
    void receive(Scope scope, String bus, Event event) {
        List<EventRule> matched = buses.of(scope).rules(bus).values().stream()
                .filter(rule -> rule.matches(event.document()))
                .toList();
        log.debug("bus={} event={} matched={}", bus, event.id(), matched.size());
        if (!matched.isEmpty()) {
            metrics.count(scope, "MatchedEvents", Map.of());
        }
        for (EventRule rule : matched) {
            metrics.count(scope, "MatchedEvents", dimensions(rule));
            trigger(scope, rule, event);
        }
    }

    /** Has a rule invoke its targets. */
    void trigger(Scope scope, EventRule rule, Event event) {
        metrics.count(scope, "TriggeredRules", dimensions(rule));
        for (Target target : rule.targets().values()) {
            RetryPolicy policy = target.retryPolicy();
            Delivery.begin(
                    platform,
                    policy == null
                            ? Retries.of(null, null)
                            : Retries.of(policy.maximumRetryAttempts(), policy.maximumEventAgeInSeconds()),
                    new Invocation(scope, rule, target, event));
        }
    }

    /** Rules of the default bus are measured by their names alone. */
    private static Map<String, String> dimensions(EventRule rule) {
        return rule.bus().equals(Buses.DEFAULT)
                ? Map.of("RuleName", rule.name())
                : Map.of("EventBusName", rule.bus(), "RuleName", rule.name());
    }

    /** An event on its way to a target. */
    private final class Invocation implements Delivery.Parcel {

        private final Scope scope;
        private final EventRule rule;
        private final Target target;
        private final Event event;

        private Invocation(Scope scope, EventRule rule, Target target, Event event) {
            this.scope = scope;
            this.rule = rule;
            this.target = target;
            this.event = event;
        }

        @Override
        public String shown() {
            return "rule=" + rule.name() + " target=" + target.arn() + " event=" + event.id();
        }

        @Override
        public void attempt(int retry) {
            count("InvocationAttempts");
            if (retry > 0) {
                count("RetryInvocationAttempts");
            }
            TargetCalls.TargetCall call = new TargetCalls.TargetCall(
                    rule.arn(),
                    target.arn(),
                    target.roleArn(),
                    target.sqsParameters() == null
                            ? null
                            : target.sqsParameters().messageGroupId(),
                    TargetInput.of(target, rule, event));
            if (target.arn().contains(":event-bus/")) {
                forward(call);
            } else {
                calls.send(call);
            }
        }

        private void forward(TargetCalls.TargetCall call) {
            if (event.forwarded()) {
                throw DeliveryFailure.lasting(
                        "THIRD_ACCOUNT_HOP_DETECTED",
                        "Events that an event bus got from another one are not sent on to a third one.");
            }
            calls.requirePutEvents(call);
            Scope of = Scope.ofArn(target.arn());
            Buses own = buses.of(of);
            if (own.find(target.arn()).isEmpty()) {
                throw DeliveryFailure.lasting(
                        "NO_RESOURCE", "Event bus " + Buses.name(target.arn()) + " does not exist.");
            }
            receive(of, Buses.name(target.arn()), event.onward());
        }

        @Override
        public void delivered(int retries) {
            count("SuccessfulInvocationAttempts");
            count("Invocations");
        }

        @Override
        public void givenUp(DeliveryFailure failure, int retries, String exhausted) {
            count("Invocations");
            count("FailedInvocations");
            if (target.deadLetterConfig() != null && target.deadLetterConfig().arn() != null) {
                DeadLetter letter = new DeadLetter(rule.arn(), target.arn(), failure, retries, exhausted);
                try {
                    calls.deadLetter(
                            target.deadLetterConfig().arn(),
                            rule.arn(),
                            event.document().toString(),
                            letter.attributes());
                    count("InvocationsSentToDlq");
                } catch (DeliveryFailure e) {
                    count("InvocationsFailedToBeSentToDlq");
                    log.warn("{} dead letter lost: {}", shown(), e.getMessage());
                }
            }
        }

        private void count(String metric) {
            metrics.count(scope, metric, dimensions(rule));
        }
    }
}
