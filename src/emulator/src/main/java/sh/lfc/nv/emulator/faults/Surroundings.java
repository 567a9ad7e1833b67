package sh.lfc.nv.emulator.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What there is that faults can be aimed at. Asked when a fault is added. */
public interface Surroundings {

    /** The operations that are implemented, by the SDK's package. */
    Map<String, Set<String>> operations();

    /** The SDK's package for the name of a service that users know, such as {@code logs}. */
    String sdkPackage(String service);

    /** The servers of databases and caches, by a name such as {@code db:nv-demo-db}. */
    Map<String, Server> servers();

    /** Has functions' connections to them that exist asked about like new ones. */
    void reconsiderConnections();

    /** The functions' names. */
    List<String> functions();

    /** Ends the environments of a function that do nothing now. */
    void endIdleEnvironments(String function);

    /** The buckets' names. */
    List<String> buckets();
}
