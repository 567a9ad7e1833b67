package sh.lfc.nv.harness.steps;

import java.sql.Connection;
import java.sql.SQLException;
import redis.clients.jedis.Jedis;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;
import sh.lfc.nv.harness.inside.Agreement;
import sh.lfc.nv.harness.inside.Engines;

/** What lies behind the service of a scenario: only on targets that let a test in. */
public final class Inside {
    private final Engines engines;
    private final Agreement agreement;

    public Inside(Scene scene, Deployed deployed) {
        engines = new Engines(deployed.system());
        agreement = new Agreement(deployed.system(), scene.client());
    }

    /**
     * A connection to the database as its master user.
     *
     * @param sslMode the driver's {@code sslmode}
     */
    Connection database(String sslMode) throws SQLException {
        return engines.database(sslMode);
    }

    /** A connection to the primary node of the cache. */
    Jedis cache() {
        return engines.cache();
    }

    /** Waits until storage, catalogue and list agree, as events take their time; fails with what differs. */
    void agrees() {
        Eventually.see(
                "agreement of storage, catalogue and list", Eventually.SOON, agreement::look, Agreement.Seen::agrees);
    }
}
