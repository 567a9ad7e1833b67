package sh.lfc.nv.emulator;

import sh.lfc.nv.emulator.faults.Server;
import sh.lfc.nv.emulator.services.rds.InstanceServers;

/** A DB instance's server, as faults see it. */
record DatabaseServer(InstanceServers instances, String id) implements Server {

    @Override
    public void stop() {
        instances.stop(id);
    }

    @Override
    public void start() {
        instances.start(id);
    }

    @Override
    public void restart() {
        instances.restart(id);
    }

    @Override
    public void failOver() {
        instances.failOver(id);
    }

    @Override
    public void pause() {
        instances.pause(id);
    }

    @Override
    public void resume() {
        instances.resume(id);
    }

    @Override
    public long garble(String keys, long seed) {
        throw new IllegalArgumentException("the fault garbage is for the values of a cache, not for db:" + id);
    }
}
