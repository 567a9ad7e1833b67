package sh.lfc.nv.emulator.services.resourcegroupstaggingapi;

import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Scope;

/** The resources of all services that this API knows, with their tags. Safe for use by many threads. */
public interface TaggableResources {

    /** The tags of all resources of an account and region, by ARN; those of global services are in us-east-1. */
    Map<String, Map<String, String>> in(Scope scope);

    /**
     * Whether tags of the resource can be changed through this API.
     *
     * @param arn of a resource, whether it is there or not
     */
    boolean knows(String arn);

    /**
     * Adds tags to a resource by its own service, in the name of who calls.
     *
     * @throws RuntimeException what the service refuses with
     */
    void tag(String arn, Map<String, String> tags, Call call);

    /** Takes tags away, in the same way. */
    void untag(String arn, List<String> keys, Call call);
}
