package sh.lfc.nv.harness.localstack.beside;

/** What may run beside an endpoint, in the place of one of AWS's services. */
public enum Engine {
    /** In the place of RDS. */
    POSTGRES("PostgreSQL", "postgres", "@rds", 5432),
    /** In the place of ElastiCache. */
    REDIS("Redis", "redis", "@elasticache", 6379);

    private final String title;
    private final String key;
    private final String tag;
    private final int port;

    Engine(String title, String key, String tag, int port) {
        this.title = title;
        this.key = key;
        this.tag = tag;
        this.port = port;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** Its name in variables of the stacks, in folders and on the command line. */
    public String key() {
        return key;
    }

    /** The tag of scenarios that look at what AWS's own service has made. */
    public String tag() {
        return tag;
    }

    /** The port on which it listens by itself. */
    public int port() {
        return port;
    }
}
