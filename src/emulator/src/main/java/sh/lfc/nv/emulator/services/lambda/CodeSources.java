package sh.lfc.nv.emulator.services.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;

/** Takes deployment packages from where a request says they are. */
final class CodeSources {

    /** What a request may be long, in bytes, its code in Base64 included: 50 MB of code ("Lambda quotas"). */
    private static final long MAX_REQUEST = 70_167_211;

    private final CodePackages packages;
    private final CodeObjects objects;

    CodeSources(CodePackages packages, CodeObjects objects) {
        this.packages = packages;
        this.objects = objects;
    }

    CodePackage of(Scope scope, FunctionCode code) {
        checkLength(code.zipFile(), "CreateFunction");
        return of(scope, code.zipFile(), code.s3Bucket(), code.s3Key(), code.s3ObjectVersion());
    }

    CodePackage of(Scope scope, UpdateFunctionCodeRequest code) {
        checkLength(code.zipFile(), "UpdateFunctionCode");
        return of(scope, code.zipFile(), code.s3Bucket(), code.s3Key(), code.s3ObjectVersion());
    }

    private static void checkLength(SdkBytes archive, String operation) {
        if (archive != null && (archive.asByteArrayUnsafe().length + 2L) / 3 * 4 >= MAX_REQUEST) {
            throw new AwsError(
                    "RequestEntityTooLargeException",
                    413,
                    "Request must be smaller than " + MAX_REQUEST + " bytes for the " + operation + " operation");
        }
    }

    void unpack(CodePackage code) {
        packages.unpack(code);
    }

    private CodePackage of(Scope scope, SdkBytes archive, String bucket, String key, String version) {
        if (archive != null) {
            return packages.store(archive.asByteArrayUnsafe());
        }
        if (bucket == null || key == null) {
            throw FunctionRules.invalid("Please provide a source for function code.");
        }
        try (InputStream in = objects.open(scope, bucket, key, version)) {
            return packages.store(in.readAllBytes());
        } catch (AwsError e) {
            throw FunctionRules.invalid("Error occurred while GetObject. S3 Error Code: " + e.code()
                    + ". S3 Error Message: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
