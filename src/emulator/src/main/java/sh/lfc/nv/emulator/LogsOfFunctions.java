package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.runtimes.lambda.FunctionLogs;
import sh.lfc.nv.emulator.runtimes.lambda.FunctionSpec;
import sh.lfc.nv.emulator.services.logs.LogsService;

/** Functions' logs go to CloudWatch Logs with the functions' roles; what a role may not write is lost. */
final class LogsOfFunctions implements FunctionLogs {

    private static final Logger log = LoggerFactory.getLogger(LogsOfFunctions.class);

    private final LogsService logs;
    private final Permissions permissions;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    LogsOfFunctions(LogsService logs, Permissions permissions) {
        this.logs = logs;
        this.permissions = permissions;
    }

    @Override
    public void write(FunctionSpec function, String stream, List<String> messages) {
        Scope scope = function.scope();
        String group = function.logging().group();
        String arn = scope.arn("logs", "log-group:" + group + ":log-stream:");
        boolean may = (logs.hasGroup(scope, group) || may(function, "logs:CreateLogGroup", arn))
                && (logs.hasStream(scope, group, stream) || may(function, "logs:CreateLogStream", arn + stream))
                && may(function, "logs:PutLogEvents", arn + stream);
        if (may) {
            logs.write(scope, group, stream, messages);
        }
    }

    /** Says once for each function and action that it may not. */
    private boolean may(FunctionSpec function, String action, String resource) {
        boolean may = permissions.ofRole(function.role(), function.name(), action, resource, Map.of());
        if (!may && told.add(function.arn() + " " + action)) {
            log.warn(
                    "function={} its log is lost: the role {} may not {} on {}",
                    function.name(),
                    function.role(),
                    action,
                    resource);
        }
        return may;
    }
}
