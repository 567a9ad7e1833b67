package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.protocol.Dispatcher;
import sh.lfc.nv.emulator.services.resourcegroupstaggingapi.TaggableResources;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The tags of all services' resources, which are changed by the operations of their services: so who changes them needs
 * their permissions, too.
 *
 * @param regional the tags of each service's resources, by ARN
 * @param global the same of services that are in no region
 * @param resources the tags of one resource
 * @param dispatcher known once all services are
 */
record TagsOfServices(
        List<Function<Scope, Map<String, Map<String, String>>>> regional,
        List<Function<Scope, Map<String, Map<String, String>>>> global,
        Resources resources,
        Supplier<Dispatcher> dispatcher)
        implements TaggableResources {

    private static final String REGION_OF_GLOBAL = "us-east-1";

    private static final Set<String> SERVICES = Set.of(
            "acm",
            "apigateway",
            "cloudwatch",
            "ec2",
            "elasticache",
            "events",
            "kms",
            "lambda",
            "logs",
            "rds",
            "route53",
            "s3",
            "scheduler",
            "secretsmanager",
            "sns",
            "sqs",
            "synthetics");

    /** The API has neither roles nor users. */
    private static final Pattern OF_IAM =
            Pattern.compile("arn:[^:]+:iam::[^:]*:(policy|instance-profile|oidc-provider)/.*");

    @Override
    public Map<String, Map<String, String>> in(Scope scope) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        regional.forEach(service -> found.putAll(service.apply(scope)));
        if (scope.region().equals(REGION_OF_GLOBAL)) {
            global.forEach(service -> found.putAll(service.apply(scope)));
        }
        return found;
    }

    @Override
    public boolean knows(String arn) {
        return SERVICES.contains(arn.split(":", 6)[2]) || OF_IAM.matcher(arn).matches();
    }

    @Override
    public void tag(String arn, Map<String, String> tags, Call call) {
        perform(TagRequests.tag(arn, tags, resources.tags(arn)), call);
    }

    @Override
    public void untag(String arn, List<String> keys, Call call) {
        perform(TagRequests.untag(arn, keys, resources.tags(arn)), call);
    }

    private void perform(SdkPojo request, Call call) {
        String[] names = request.getClass().getPackageName().split("\\.");
        dispatcher.get().call(names[names.length - 2], request, call);
    }
}
