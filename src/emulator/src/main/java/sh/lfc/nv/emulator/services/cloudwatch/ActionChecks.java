package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.Scope;

/**
 * Which actions alarms may have. CloudWatch knows the kinds of resources that can be an action; whether there is such a
 * resource it does not look.
 */
final class ActionChecks {

    private static final int MAX_ACTIONS = 5;
    private static final String ACCOUNT = ":[a-z0-9-]+:\\d{12}:";

    private static final Map<String, Pattern> FORMS = Map.of(
            "sns", form("sns" + ACCOUNT + "[A-Za-z0-9_-]{1,256}(\\.fifo)?"),
            "lambda", form("lambda" + ACCOUNT + "function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?"),
            "ssm", form("ssm" + ACCOUNT + "opsitem:[1-4](#CATEGORY=.+)?"),
            "ssm-incidents", form("ssm-incidents::\\d{12}:response-plan/.+"),
            "aiops", form("aiops" + ACCOUNT + "investigation-group/.+"),
            "autoscaling", form("autoscaling" + ACCOUNT + "scalingPolicy:[^:]+:.+"),
            "automate", form("automate:[a-z0-9-]+:ec2:(stop|terminate|reboot|recover)"),
            "swf", form("swf" + ACCOUNT + "action/actions/AWS_EC2\\.InstanceId\\..+"));

    static final Set<String> OF_METRIC_ALARMS = FORMS.keySet();

    static final Set<String> OF_COMPOSITE_ALARMS = Set.of("sns", "lambda", "ssm", "ssm-incidents", "aiops");

    private ActionChecks() {}

    private static Pattern form(String rest) {
        return Pattern.compile("arn:aws[a-z-]*:" + rest);
    }

    /**
     * @param lists the actions of each state
     * @param allowed the services that this kind of alarm can have do something
     */
    static void check(List<List<String>> lists, Scope scope, Set<String> allowed) {
        for (List<String> actions : lists) {
            if (actions.size() > MAX_ACTIONS) {
                throw CloudWatchErrors.validation("Collection can have at most " + MAX_ACTIONS + " actions.");
            }
            actions.forEach(action -> check(action, scope, allowed));
        }
    }

    private static void check(String action, Scope scope, Set<String> allowed) {
        String[] parts = action.split(":", 5);
        Pattern form = parts.length < 5 ? null : FORMS.get(parts[2]);
        if (form == null || !form.matcher(action).matches()) {
            throw CloudWatchErrors.validation("Invalid arn syntax: " + action);
        }
        if (!allowed.contains(parts[2])) {
            throw CloudWatchErrors.validation("Composite alarms can only have actions of "
                    + String.join(", ", new TreeSet<>(allowed)) + ", not " + action);
        }
        if (!parts[3].isEmpty() && !parts[3].equals(scope.region())) {
            throw CloudWatchErrors.validation(
                    "Invalid region " + parts[3] + " specified. Only " + scope.region() + " is supported.");
        }
    }
}
