package sh.lfc.nv.emulator;

import java.util.List;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.httpapi.AccessLogs;
import sh.lfc.nv.emulator.realism.Delay;
import sh.lfc.nv.emulator.services.logs.LogsService;

/** Access logs in CloudWatch Logs. */
record ApiAccessLogs(LogsService logs, Platform platform) implements AccessLogs {

    @Override
    public void write(String groupArn, String stream, String line) {
        String[] parts = groupArn.split(":", 7);
        if (parts.length == 7) {
            Scope scope = new Scope(parts[4], parts[3]);
            String group = parts[6].replaceFirst(":\\*$", "");
            platform.later(Delay.ACCESS_LOG, () -> deliver(scope, group, stream, line));
        }
    }

    private void deliver(Scope scope, String group, String stream, String line) {
        if (logs.hasGroup(scope, group)) {
            logs.write(scope, group, stream, List.of(line));
        }
    }
}
