package sh.lfc.nv.emulator.runtimes.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;

/** The lines that Lambda itself writes to a function's log, as text or as JSON ("Lambda system log event types"). */
final class LogLines {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final FunctionSpec spec;

    LogLines(FunctionSpec spec) {
        this.spec = spec;
    }

    /** How an invocation went. */
    record Report(
            String requestId,
            String status,
            String errorType,
            Duration duration,
            Duration initDuration,
            int memoryUsedMb) {}

    List<String> initStart(Instant now, String runtimeVersion, String runtimeVersionArn) {
        if (spec.logging().json()) {
            ObjectNode record = JSON.createObjectNode();
            record.put("initializationType", "on-demand");
            record.put("phase", "init");
            record.put("runtimeVersion", runtimeVersion);
            record.put("runtimeVersionArn", runtimeVersionArn);
            record.put("functionName", spec.name());
            record.put("functionVersion", spec.version());
            return system("platform.initStart", now, record);
        }
        return List.of(
                "INIT_START Runtime Version: " + runtimeVersion + "\tRuntime Version ARN: " + runtimeVersionArn + "\n");
    }

    List<String> initReport(Instant now, Duration duration, String status, String errorType) {
        if (spec.logging().json()) {
            ObjectNode record = JSON.createObjectNode();
            record.put("initializationType", "on-demand");
            record.put("phase", "init");
            record.put("status", status);
            record.put("errorType", errorType);
            record.putObject("metrics").put("durationMs", millis(duration));
            return system("platform.initReport", now, record);
        }
        return List.of("INIT_REPORT Init Duration: " + shown(duration) + " ms\tPhase: init\tStatus: " + status
                + "\tError Type: " + errorType + "\n");
    }

    List<String> start(Instant now, String requestId) {
        if (spec.logging().json()) {
            ObjectNode record = JSON.createObjectNode();
            record.put("requestId", requestId);
            record.put("version", spec.version());
            return system("platform.start", now, record);
        }
        return List.of("START RequestId: " + requestId + " Version: " + spec.version() + "\n");
    }

    String timeout(Instant now, String requestId) {
        return MILLIS.format(now) + " " + requestId + " Task timed out after "
                + String.format(Locale.ROOT, "%.2f", spec.timeout().toMillis() / 1000.0) + " seconds\n\n";
    }

    List<String> end(Instant now, Report report) {
        long billed = (long) Math.ceil(
                millis(report.duration()) + (report.initDuration() == null ? 0 : millis(report.initDuration())));
        if (spec.logging().json()) {
            ObjectNode record = JSON.createObjectNode();
            record.put("requestId", report.requestId());
            ObjectNode metrics = record.putObject("metrics");
            metrics.put("durationMs", millis(report.duration()));
            metrics.put("billedDurationMs", billed);
            metrics.put("memorySizeMB", spec.memorySize());
            metrics.put("maxMemoryUsedMB", report.memoryUsedMb());
            if (report.initDuration() != null) {
                metrics.put("initDurationMs", millis(report.initDuration()));
            }
            record.put("status", report.status());
            if (report.errorType() != null) {
                record.put("errorType", report.errorType());
            }
            return system("platform.report", now, record);
        }
        String line = "REPORT RequestId: " + report.requestId() + "\tDuration: " + shown(report.duration())
                + " ms\tBilled Duration: " + billed + " ms\tMemory Size: " + spec.memorySize()
                + " MB\tMax Memory Used: " + report.memoryUsedMb() + " MB\t";
        if (report.initDuration() != null) {
            line += "Init Duration: " + shown(report.initDuration()) + " ms\t";
        }
        if (!report.status().equals("success")) {
            line += "Status: " + report.status();
            line += report.errorType() == null ? "" : "\tError Type: " + report.errorType();
        }
        return List.of("END RequestId: " + report.requestId() + "\n", line + "\n");
    }

    private List<String> system(String type, Instant now, ObjectNode record) {
        if ("WARN".equals(spec.logging().systemLevel()) && !"platform.initReport".equals(type)) {
            return List.of();
        }
        ObjectNode event = JSON.createObjectNode();
        event.put("time", MILLIS.format(now));
        event.put("type", type);
        event.set("record", record);
        return List.of(event.toString() + "\n");
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 10_000.0) / 100.0;
    }

    private static String shown(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", millis(duration));
    }
}
