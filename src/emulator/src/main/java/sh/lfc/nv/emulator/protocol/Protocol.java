package sh.lfc.nv.emulator.protocol;

/** The protocols that AWS services speak, by the names that the SDK's metadata has for them. */
enum Protocol {
    JSON,
    REST_JSON,
    REST_XML,
    QUERY,
    EC2;

    static Protocol named(String name) {
        return switch (name) {
            case "json" -> JSON;
            case "rest-json" -> REST_JSON;
            case "rest-xml" -> REST_XML;
            case "query" -> QUERY;
            case "ec2" -> EC2;
            default -> throw new IllegalArgumentException("no codec for the protocol " + name);
        };
    }
}
