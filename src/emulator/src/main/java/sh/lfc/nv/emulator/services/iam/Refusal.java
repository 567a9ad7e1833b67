package sh.lfc.nv.emulator.services.iam;

import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;

/** IAM's modelled errors. */
final class Refusal {

    private Refusal() {}

    static NoSuchEntityException missing(String message) {
        return NoSuchEntityException.builder().message(message).build();
    }

    static EntityAlreadyExistsException exists(String message) {
        return EntityAlreadyExistsException.builder().message(message).build();
    }

    static DeleteConflictException conflict(String message) {
        return DeleteConflictException.builder().message(message).build();
    }

    static LimitExceededException limit(String message) {
        return LimitExceededException.builder().message(message).build();
    }

    static InvalidInputException invalid(String message) {
        return InvalidInputException.builder().message(message).build();
    }

    static MalformedPolicyDocumentException malformed(String message) {
        return MalformedPolicyDocumentException.builder().message(message).build();
    }

    static UnmodifiableEntityException protectedRole(String role) {
        return UnmodifiableEntityException.builder()
                .message("Cannot perform the operation on the protected role '" + role
                        + "' - this role is only modifiable by AWS")
                .build();
    }
}
