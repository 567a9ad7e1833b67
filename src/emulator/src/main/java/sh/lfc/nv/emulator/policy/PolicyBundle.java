package sh.lfc.nv.emulator.policy;

import java.util.List;

/**
 * All policies that a request is decided by.
 *
 * @param identity the requester's own, inline and attached, those of its groups included
 * @param resource that of the resource; none or one
 * @param boundary the permissions boundary; empty for none, several count as one
 * @param session the session's; empty for none, several count as one
 * @param endpoint that of the VPC endpoint through which the request came; none or one
 * @param resourceDecides whether the resource's policy must allow, too, even within one account, as KMS keys' policies
 *     and roles' trust policies must
 */
public record PolicyBundle(
        List<NamedPolicy> identity,
        List<NamedPolicy> resource,
        List<NamedPolicy> boundary,
        List<NamedPolicy> session,
        List<NamedPolicy> endpoint,
        boolean resourceDecides) {

    public PolicyBundle {
        identity = List.copyOf(identity);
        resource = List.copyOf(resource);
        boundary = List.copyOf(boundary);
        session = List.copyOf(session);
        endpoint = List.copyOf(endpoint);
    }

    /** The policies of a request that came through no VPC endpoint. */
    public PolicyBundle(
            List<NamedPolicy> identity,
            List<NamedPolicy> resource,
            List<NamedPolicy> boundary,
            List<NamedPolicy> session,
            boolean resourceDecides) {
        this(identity, resource, boundary, session, List.of(), resourceDecides);
    }

    /** The requester's policies alone. */
    public static PolicyBundle ofIdentity(NamedPolicy... policies) {
        return new PolicyBundle(List.of(policies), List.of(), List.of(), List.of(), false);
    }

    public PolicyBundle withResource(NamedPolicy policy) {
        return new PolicyBundle(identity, List.of(policy), boundary, session, endpoint, resourceDecides);
    }

    public PolicyBundle withBoundary(NamedPolicy... policies) {
        return new PolicyBundle(identity, resource, List.of(policies), session, endpoint, resourceDecides);
    }

    public PolicyBundle withSession(NamedPolicy... policies) {
        return new PolicyBundle(identity, resource, boundary, List.of(policies), endpoint, resourceDecides);
    }

    /** The same, for a request that came through a VPC endpoint with this policy. */
    public PolicyBundle through(NamedPolicy policy) {
        return new PolicyBundle(identity, resource, boundary, session, List.of(policy), resourceDecides);
    }

    /** The same, for a resource whose policy must allow, too. */
    public PolicyBundle whoseResourceDecides() {
        return new PolicyBundle(identity, resource, boundary, session, endpoint, true);
    }
}
