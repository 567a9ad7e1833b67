package sh.lfc.nv.emulator.policy;

/**
 * A policy document is not acceptable; the message is AWS's sentence for it.
 *
 * <p>The service that was given the document turns it into its own error, such as IAM's MalformedPolicyDocument.
 */
public final class PolicySyntaxException extends Exception {

    public PolicySyntaxException(String message) {
        super(message, null, false, false);
    }
}
