package sh.lfc.nv.emulator.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tests of one refusal each. */
final class Refusal {

    private Refusal() {}

    /** The call is refused with AWS's code and exactly its sentence. */
    static DynamicTest refused(String what, String code, String message, ThrowingCallable call) {
        return dynamicTest(
                what, () -> assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
                }));
    }

    /** How AWS's front end words that a member of a request is not as it must be. */
    static String violation(String value, String member, String constraint) {
        return "1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: Member must " + constraint;
    }
}
