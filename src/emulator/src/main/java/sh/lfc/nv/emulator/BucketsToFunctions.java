package sh.lfc.nv.emulator;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.services.s3.NotificationDestination;

/**
 * What happens in buckets of S3 invokes functions of Lambda, as far as their policies let it.
 *
 * @param lambda asked for when something is delivered: functions may take their code from buckets, so Lambda comes later
 */
record BucketsToFunctions(Supplier<Lambda> lambda, Permissions permissions) implements NotificationDestination {

    private static final String SENDER = "s3.amazonaws.com";

    @Override
    public boolean mayDeliver(String functionArn, String bucketArn, String account) {
        return permissions.ofService(SENDER, "lambda:InvokeFunction", functionArn, bucketArn, account);
    }

    @Override
    public void deliver(String functionArn, String bucketArn, String account, String message) {
        new FunctionCalls(lambda.get(), permissions, SENDER)
                .queue(functionArn, message.getBytes(StandardCharsets.UTF_8), bucketArn, account);
    }
}
