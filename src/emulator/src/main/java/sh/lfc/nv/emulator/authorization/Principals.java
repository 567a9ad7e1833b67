package sh.lfc.nv.emulator.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.policy.PolicyText;
import sh.lfc.nv.emulator.policy.Requester;

/** What is known of callers where permissions are decided. Safe for use by many threads. */
public interface Principals {

    /**
     * A caller and what limits it.
     *
     * @param requester as policies see it
     * @param identity its own policies, those of its groups included
     * @param boundary the permissions boundary; none or one
     * @param session the session's policies
     * @param tags those of the user or role, overridden by the session's
     * @param context condition keys that come with every call of its
     */
    record Profile(
            Requester requester,
            List<PolicyText> identity,
            List<PolicyText> boundary,
            List<PolicyText> session,
            Map<String, String> tags,
            Map<String, String> context) {

        public Profile {
            identity = List.copyOf(identity);
            boundary = List.copyOf(boundary);
            session = List.copyOf(session);
            tags = Map.copyOf(tags);
            context = Map.copyOf(context);
        }

        /** A caller without policies, such as an account's root or a service. */
        public static Profile of(Requester requester) {
            return new Profile(requester, List.of(), List.of(), List.of(), Map.of(), Map.of());
        }
    }

    Profile profile(Principal principal);

    /** The profiles of all users and roles of an account, each by its own ARN. */
    List<Profile> all(String account);

    /**
     * The profile of a user, a role or a session by its ARN, or of a service by its name.
     *
     * @return empty when there is no such principal
     */
    Optional<Profile> named(String principal);
}
