package sh.lfc.nv.emulator.authorization;

import java.util.Optional;
import sh.lfc.nv.emulator.call.Call;

/** By which way calls come, as far as the network tells. Safe for use by many threads. */
@FunctionalInterface
public interface Ways {

    /** Calls come from anywhere. */
    Ways UNKNOWN = (call, functionArn, sdkPackage) -> Optional.empty();

    /**
     * A way through a VPC endpoint.
     *
     * @param vpcId the VPC that the call comes from
     * @param endpointId the endpoint
     * @param policy that of the endpoint, JSON
     */
    record Way(String vpcId, String endpointId, String policy) {}

    /**
     * The VPC endpoint that a call of a function's code has come through.
     *
     * @param functionArn whose code calls
     * @param sdkPackage the service that is called
     * @return empty for a call that came through none
     */
    Optional<Way> of(Call call, String functionArn, String sdkPackage);
}
