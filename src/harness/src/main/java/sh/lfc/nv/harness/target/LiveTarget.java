package sh.lfc.nv.harness.target;

/**
 * A deployment of the service that is there already: nothing is applied, and AWS's APIs are not touched.
 *
 * @param http how its domain is reached
 */
public record LiveTarget(HttpAccess http) implements Target {
    @Override
    public String name() {
        return "live";
    }

    @Override
    public AwsAccess aws() {
        throw new UnsupportedOperationException("a live deployment is looked at from outside only");
    }

    @Override
    public String tags() {
        return "@canary and not @destructive";
    }

    @Override
    public boolean cleansUp() {
        return false;
    }
}
