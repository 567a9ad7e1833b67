package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** How services say that somebody may not do something. */
record Refused(String code, int status) {

    /** The call is refused with this sentence. */
    void with(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.statusCode()).isEqualTo(status);
        });
    }

    /** The call is refused since the principal's own policies do not allow the action. */
    void lacks(ThrowingCallable call, String role, String action, String resource) {
        with(call, sentence(role, action, resource));
    }

    static String sentence(String role, String action, String resource) {
        return "User: arn:aws:sts::000000000000:assumed-role/" + role + "/test is not authorized to perform: " + action
                + " on resource: " + resource + " because no identity-based policy allows the " + action + " action";
    }

    /** A policy of one statement, in single quotes. */
    static String policy(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[{" + String.join("},{", statements) + "}]}").replace('\'', '"');
    }

    /** A statement that allows actions on a resource. */
    static String allow(String resource, String... actions) {
        return "'Effect':'Allow','Action':['" + String.join("','", actions) + "'],'Resource':'" + resource + "'";
    }
}
