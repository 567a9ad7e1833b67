package sh.lfc.nv.emulator.services.lambda;

import java.io.IOException;
import java.io.InputStream;
import sh.lfc.nv.emulator.call.Scope;

/** The S3 objects that deployment packages are taken from. Safe for use by many threads. */
@FunctionalInterface
public interface CodeObjects {

    /**
     * Opens an object.
     *
     * @param version the version of the object, or null for the current one
     * @throws sh.lfc.nv.emulator.call.AwsError S3's, when there is no such object
     */
    InputStream open(Scope scope, String bucket, String key, String version) throws IOException;
}
