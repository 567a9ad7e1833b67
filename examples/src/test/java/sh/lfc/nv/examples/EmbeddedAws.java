package sh.lfc.nv.examples;

import java.net.URI;
import sh.lfc.nv.terraform.process.Environment;

/** How Terraform and AWS's SDK reach an embedded AWS: through the variables that AWS documents for all its tools. */
final class EmbeddedAws {
    private EmbeddedAws() {}

    static Environment environment(URI endpoint) {
        return Environment.inherited()
                .without(name -> name.startsWith("AWS_") || name.startsWith("TF_"))
                .with("AWS_ENDPOINT_URL", endpoint.toString())
                .with("AWS_REGION", "eu-central-1")
                .with("AWS_ACCESS_KEY_ID", "test")
                .with("AWS_SECRET_ACCESS_KEY", "test")
                .with("AWS_EC2_METADATA_DISABLED", "true")
                // Terraform and its provider live for seconds: they need not save memory as often as a server does.
                .with("GOGC", "400");
    }
}
