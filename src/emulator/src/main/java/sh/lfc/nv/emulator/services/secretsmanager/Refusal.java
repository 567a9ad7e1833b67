package sh.lfc.nv.emulator.services.secretsmanager;

import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The modelled errors of Secrets Manager, in its words. */
final class Refusal {

    private Refusal() {}

    static ResourceNotFoundException noSecret() {
        return notFound("Secrets Manager can't find the specified secret.");
    }

    static ResourceNotFoundException noVersion(String id) {
        return notFound("Secrets Manager can't find the specified secret value for VersionId: " + id);
    }

    static ResourceNotFoundException noStage(String stage) {
        return notFound("Secrets Manager can't find the specified secret value for staging label: " + stage);
    }

    static InvalidRequestException markedForDeletion() {
        return request("You can't perform this operation on the secret because it was marked for deletion.");
    }

    static InvalidRequestException request(String message) {
        return InvalidRequestException.builder().message(message).build();
    }

    static InvalidParameterException parameter(String message) {
        return InvalidParameterException.builder().message(message).build();
    }

    static ResourceExistsException exists(String message) {
        return ResourceExistsException.builder().message(message).build();
    }

    private static ResourceNotFoundException notFound(String message) {
        return ResourceNotFoundException.builder().message(message).build();
    }
}
