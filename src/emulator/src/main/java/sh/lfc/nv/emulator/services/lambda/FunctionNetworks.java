package sh.lfc.nv.emulator.services.lambda;

import java.util.List;
import sh.lfc.nv.emulator.call.Scope;

/** The VPCs that functions are placed in. Safe for use by many threads. */
public interface FunctionNetworks {

    /**
     * The VPC of these subnets and security groups.
     *
     * @throws sh.lfc.nv.emulator.call.AwsError EC2's, when one of them does not exist
     */
    String vpc(Scope scope, List<String> subnetIds, List<String> securityGroupIds);

    /** Makes the network interfaces of a function, or moves them after its configuration has changed. */
    void place(Scope scope, String functionName, List<String> subnetIds, List<String> securityGroupIds);

    /** Deletes the network interfaces of a function. */
    void release(Scope scope, String functionName);
}
