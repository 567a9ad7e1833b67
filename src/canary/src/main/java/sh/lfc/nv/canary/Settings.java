package sh.lfc.nv.canary;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What the canary is told, in variables of its environment.
 *
 * @param url {@code BASE_URL}: where the service answers
 * @param clientSecret {@code CLIENT_SECRET}: the name of the secret with a client's user name and password
 * @param storage {@code STORAGE_BUCKET}: the bucket of the service's files
 * @param objectPrefix {@code OBJECT_PREFIX}: what the names of the canary's own files begin with
 * @param reports {@code REPORTS}: where reports are left, such as {@code s3://bucket/folder}
 * @param deadline {@code DEADLINE_SECONDS}: the time for all scenarios, with enough left of the canary's own to clean up
 *     and to leave the reports
 * @param region {@code AWS_REGION}, which Lambda sets
 */
record Settings(
        URI url,
        String clientSecret,
        String storage,
        String objectPrefix,
        URI reports,
        Duration deadline,
        String region) {

    /** @throws IllegalArgumentException when one is missing or makes no sense */
    static Settings of(Map<String, String> environment) {
        var reports = URI.create(required(environment, "REPORTS"));
        if (!"s3".equals(reports.getScheme()) || reports.getHost() == null) {
            throw new IllegalArgumentException("REPORTS must be like s3://bucket/folder, not " + reports);
        }
        var url = URI.create(required(environment, "BASE_URL"));
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("BASE_URL must be an https address, not " + url);
        }
        return new Settings(
                url,
                required(environment, "CLIENT_SECRET"),
                required(environment, "STORAGE_BUCKET"),
                required(environment, "OBJECT_PREFIX"),
                reports,
                seconds(environment, "DEADLINE_SECONDS"),
                required(environment, "AWS_REGION"));
    }

    private static Duration seconds(Map<String, String> environment, String name) {
        var value = required(environment, name);
        if (!value.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("%s must be a number of seconds, not %s".formatted(name, value));
        }
        return Duration.ofSeconds(Integer.parseInt(value));
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the variable " + name + " is not set");
        }
        return value;
    }
}
