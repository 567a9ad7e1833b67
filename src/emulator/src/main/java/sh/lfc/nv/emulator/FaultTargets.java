package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.faults.Server;
import sh.lfc.nv.emulator.faults.Surroundings;
import sh.lfc.nv.emulator.gateway.ServiceNames;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.services.s3.S3Service;

/**
 * What there is in an emulator that faults can be aimed at, all of it known once the services are.
 *
 * @param scope where functions are meant by their names
 */
record FaultTargets(
        Supplier<Map<String, Set<String>>> implemented,
        Supplier<DataStores> stores,
        Supplier<Lambda> lambda,
        Supplier<S3Service> s3,
        Runnable reconsider,
        Scope scope)
        implements Surroundings {

    @Override
    public Map<String, Set<String>> operations() {
        return implemented.get();
    }

    @Override
    public String sdkPackage(String service) {
        return ServiceNames.sdkPackage(service);
    }

    @Override
    public Map<String, Server> servers() {
        return stores.get().servers();
    }

    @Override
    public void reconsiderConnections() {
        reconsider.run();
    }

    @Override
    public List<String> functions() {
        return lambda.get().names(scope);
    }

    @Override
    public void endIdleEnvironments(String function) {
        lambda.get().endIdle(scope, function);
    }

    @Override
    public List<String> buckets() {
        return s3.get().buckets();
    }
}
