package sh.lfc.nv.emulator;

import java.util.List;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.lambda.FunctionNetworks;

/** Takes every subnet and security group for given, and places no network interfaces: until there are VPCs. */
final class NoNetworks implements FunctionNetworks {

    @Override
    public String vpc(Scope scope, List<String> subnetIds, List<String> securityGroupIds) {
        return "";
    }

    @Override
    public void place(Scope scope, String functionName, List<String> subnetIds, List<String> securityGroupIds) {
        // Nothing to place into.
    }

    @Override
    public void release(Scope scope, String functionName) {
        // Nothing was placed.
    }
}
