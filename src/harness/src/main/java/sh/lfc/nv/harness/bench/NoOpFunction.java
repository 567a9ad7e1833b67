package sh.lfc.nv.harness.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import sh.lfc.nv.harness.bench.client.ApiCall;

/** Calls that make and invoke a function that does nothing. */
public final class NoOpFunction {
    private static final String ROLE = "bench-function";
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "lambda.amazonaws.com"}}]}""";
    private static final String LOGS =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}]}""";
    private static final String IAM = "2010-05-08";
    private static final String CODE = Base64.getEncoder().encodeToString(code());

    private NoOpFunction() {}

    /** Make the role that the functions run as, which lets them write their logs. */
    public static List<ApiCall> role() {
        return List.of(
                ApiCall.query("iam", "CreateRole", IAM, Map.of("RoleName", ROLE, "AssumeRolePolicyDocument", TRUST)),
                ApiCall.query(
                        "iam",
                        "PutRolePolicy",
                        IAM,
                        Map.of("RoleName", ROLE, "PolicyName", "logs", "PolicyDocument", LOGS)));
    }

    public static ApiCall create(String name) {
        return ApiCall.rest(
                "lambda",
                "POST",
                "/2015-03-31/functions",
                """
                {"FunctionName": "%s", "Runtime": "java17", "Handler": "%s::handle", "MemorySize": 512,
                 "Role": "arn:aws:iam::000000000000:role/%s", "Code": {"ZipFile": "%s"}}"""
                        .formatted(name, NoOp.class.getName(), ROLE, CODE));
    }

    public static ApiCall invoke(String name) {
        return ApiCall.rest("lambda", "POST", "/2015-03-31/functions/%s/invocations".formatted(name), "{}");
    }

    /** Tells, among others, its state. */
    public static ApiCall configuration(String name) {
        return ApiCall.rest("lambda", "GET", "/2015-03-31/functions/%s/configuration".formatted(name), "");
    }

    /** The function's package. */
    static byte[] code() {
        var bytes = new ByteArrayOutputStream();
        var file = NoOp.class.getName().replace('.', '/') + ".class";
        try (var zip = new ZipOutputStream(bytes);
                var code = NoOp.class.getClassLoader().getResourceAsStream(file)) {
            zip.putNextEntry(new ZipEntry(file));
            code.transferTo(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
