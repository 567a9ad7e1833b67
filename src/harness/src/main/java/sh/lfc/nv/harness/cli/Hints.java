package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.net.URI;
import sh.lfc.nv.harness.system.DeployedSystem;

/** What to try once the system is up. */
final class Hints {
    /** The environment that the stacks' demo values name. */
    static final String ENVIRONMENT = DeployedSystem.DEMO;

    private Hints() {}

    static void print(PrintWriter out, URI url) {
        out.printf(
                """
                Try, in another shell:

                  eval "$(./harness env)"
                  curl -s -u nvclient:mysecretkey %1$s
                  curl -s -u nvclient:mysecretkey -XPUT -T README.md %1$s/api/upload/README.md
                  curl -s -u nvclient:mysecretkey %1$s/README.md
                  aws s3 ls s3://%2$s-storage
                  aws lambda invoke --function-name %2$s-postgres-init --payload '{"name": "init"}' /dev/stdout
                  (cd terraform/vpc && terraform plan)

                """,
                url, ENVIRONMENT);
    }
}
