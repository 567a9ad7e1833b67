package sh.lfc.nv.emulator;

import sh.lfc.nv.emulator.faults.Server;
import sh.lfc.nv.emulator.services.elasticache.NodeServers;

/** A replication group's servers, as faults see them. */
record CacheServer(NodeServers groups, String id) implements Server {

    @Override
    public void stop() {
        groups.stop(id);
    }

    @Override
    public void start() {
        groups.start(id);
    }

    @Override
    public void restart() {
        groups.restart(id);
    }

    @Override
    public void failOver() {
        groups.failOver(id);
    }

    @Override
    public void pause() {
        groups.pause(id);
    }

    @Override
    public void resume() {
        groups.resume(id);
    }

    @Override
    public long garble(String keys, long seed) {
        return groups.garble(id, keys, seed);
    }
}
