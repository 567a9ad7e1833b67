package sh.lfc.nv.emulator.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.protocol.WireRequest;

/** S3's two ways to name a bucket: in the host name and in the path. */
final class VirtualHosts {

    private static final Pattern BUCKET_IN_HOST = Pattern.compile(
            "(.+?)(?:\\.s3(?:[.-][a-z0-9-]+)*\\.amazonaws\\.com|(?:\\.s3(?:[.-][a-z0-9-]+)?)?\\.localhost)(?::\\d+)?");

    private VirtualHosts() {}

    /** The path with the bucket as its first segment. */
    static String path(WireRequest request) {
        Matcher host = BUCKET_IN_HOST.matcher(request.header("host").orElse(""));
        return host.matches() && !(host.group(1) + ".").startsWith("s3.")
                ? "/" + host.group(1) + request.path()
                : request.path();
    }
}
