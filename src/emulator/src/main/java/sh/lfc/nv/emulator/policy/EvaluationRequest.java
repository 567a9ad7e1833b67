package sh.lfc.nv.emulator.policy;

import java.util.Objects;

/**
 * A request to be decided on.
 *
 * @param requester who wants it
 * @param action what is wanted, for example {@code secretsmanager:GetSecretValue}
 * @param resource the ARN of what it is wanted of, or {@code *} where the action knows no resource
 * @param resourceAccount the account that owns the resource
 * @param context what else is known; what follows from the requester need not be in it
 */
public record EvaluationRequest(
        Requester requester, String action, String resource, String resourceAccount, RequestContext context) {

    public EvaluationRequest {
        Objects.requireNonNull(requester);
        Objects.requireNonNull(action);
        Objects.requireNonNull(resource);
        Objects.requireNonNull(resourceAccount);
        context = requester.context().with(context);
    }

    /** Whether requester and resource are of one account; services belong to none. */
    boolean sameAccount() {
        return resourceAccount.equals(requester.account());
    }
}
