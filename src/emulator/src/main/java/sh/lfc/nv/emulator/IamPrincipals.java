package sh.lfc.nv.emulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.authorization.Principals;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.policy.PolicyText;
import sh.lfc.nv.emulator.policy.Requester;
import sh.lfc.nv.emulator.services.iam.Entitlement;
import sh.lfc.nv.emulator.services.iam.Identities;
import sh.lfc.nv.emulator.services.sts.Session;
import sh.lfc.nv.emulator.services.sts.Sessions;

/** Callers as IAM and STS know them. A user or role that is gone may do nothing. */
record IamPrincipals(Identities identities, Sessions sessions) implements Principals {

    @Override
    public Profile profile(Principal principal) {
        return switch (principal.kind()) {
            case ROOT -> Profile.of(Requester.root(account(principal)));
            case SERVICE -> Profile.of(Requester.service(principal.arn()));
            case ANONYMOUS -> Profile.of(Requester.anonymous());
            case USER ->
                profile(
                        Requester.user(principal.arn(), principal.userId()),
                        identities.userNamed(account(principal), last(principal.arn())),
                        Optional.empty());
            case ROLE_SESSION -> session(principal);
        };
    }

    @Override
    public List<Profile> all(String account) {
        return identities.all(account).stream().map(this::profile).toList();
    }

    @Override
    public Optional<Profile> named(String principal) {
        String[] parts = principal.split(":", 6);
        if (parts.length < 6) {
            return principal.endsWith(".amazonaws.com")
                    ? Optional.of(Profile.of(Requester.service(principal)))
                    : Optional.empty();
        }
        if (parts[5].equals("root")) {
            return Optional.of(Profile.of(Requester.root(parts[4])));
        }
        String name = parts[5].startsWith("assumed-role/") ? parts[5].split("/")[1] : last(principal);
        return (parts[5].startsWith("user/")
                        ? identities.userNamed(parts[4], name)
                        : identities.roleNamed(parts[4], name))
                .map(this::profile);
    }

    private Profile profile(Entitlement known) {
        return profile(
                known.arn().contains(":user/")
                        ? Requester.user(known.arn(), known.id())
                        : Requester.role(known.arn(), known.id()),
                Optional.of(known),
                Optional.empty());
    }

    /** A session's ARN names its role without the path. */
    private Profile session(Principal principal) {
        String name = principal.arn().split("/")[1];
        Optional<Entitlement> role = identities.roleNamed(account(principal), name);
        String roleArn = role.map(Entitlement::arn).orElse("arn:aws:iam::" + account(principal) + ":role/" + name);
        return profile(
                Requester.session(principal.arn(), roleArn, principal.userId()),
                role,
                Optional.ofNullable(principal.accessKeyId()).flatMap(sessions::find));
    }

    private Profile profile(Requester requester, Optional<Entitlement> known, Optional<Session> session) {
        Map<String, String> tags = new HashMap<>(known.map(Entitlement::tags).orElse(Map.of()));
        session.ifPresent(of -> tags.putAll(of.tags()));
        return new Profile(
                requester,
                known.map(Entitlement::identity).orElse(List.of()),
                known.map(Entitlement::boundary).orElse(List.of()),
                session.map(of -> limits(requester.account(), of)).orElse(List.of()),
                tags,
                session.map(Session::context).orElse(Map.of()));
    }

    private List<PolicyText> limits(String account, Session session) {
        List<PolicyText> limits = new ArrayList<>();
        session.policies().forEach(json -> limits.add(new PolicyText("the session's policy", json)));
        session.policyArns()
                .forEach(arn -> identities.managedPolicy(account, arn).ifPresent(limits::add));
        return limits;
    }

    private static String account(Principal principal) {
        return principal.arn().split(":", 6)[4];
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
