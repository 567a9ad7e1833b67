package sh.lfc.nv.emulator.services.sns;

import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** The refusals of SNS that several operations share, in its own words. */
final class SnsErrors {

    private SnsErrors() {}

    static NotFoundException noTopic() {
        return notFound("Topic does not exist");
    }

    static NotFoundException noSubscription() {
        return notFound("Subscription does not exist");
    }

    private static NotFoundException notFound(String message) {
        return NotFoundException.builder().message(message).build();
    }

    /** @param what the parameter, and the reason where AWS tells one */
    static InvalidParameterException invalid(String what) {
        return InvalidParameterException.builder()
                .message("Invalid parameter: " + what)
                .build();
    }
}
