package sh.lfc.nv.terraform.cucumber;

import java.nio.file.Path;
import sh.lfc.nv.terraform.Plan;

/**
 * Plans the configurations that features name. A project that plans in its own way (with variables, against an embedded AWS)
 * names a class of its own in {@code META-INF/services/sh.lfc.nv.terraform.cucumber.Planner}; it has a public constructor
 * without parameters.
 */
@FunctionalInterface
public interface Planner {
    /**
     * The plan of a configuration, with values.
     *
     * @param folder as the feature names it
     */
    Plan plan(Path folder) throws InterruptedException;
}
