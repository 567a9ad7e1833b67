package sh.lfc.nv.terraform.plan;

import com.fasterxml.jackson.databind.JsonNode;
import sh.lfc.nv.terraform.Plan;
import sh.lfc.nv.terraform.ResourceChange;

/**
 * What a plan should do to the resource that was named last; every assertion about the whole plan can follow. Attributes are
 * named by JSON pointers: {@code /tags/Name}, {@code /ingress/0/from_port}.
 */
public final class ResourceAssert extends PlanAssert {
    private final ResourceChange change;

    ResourceAssert(Plan plan, ResourceChange change) {
        super(plan);
        this.change = change;
    }

    /**
     * The value of an attribute as it is.
     *
     * @param value a string, a number, a boolean, a list, a map or null, which is also what is not set
     */
    public ResourceAssert before(String pointer, Object value) {
        shown();
        return value("before", pointer, change.before(), value);
    }

    /** The value of an attribute as it will be; fails when only the apply will tell. */
    public ResourceAssert after(String pointer, Object value) {
        shown();
        require(this, !change.isUnknown(pointer), what(pointer) + " is known before the apply");
        return value("after", pointer, change.after(), value);
    }

    /** Only the apply will tell the value of an attribute. */
    public ResourceAssert unknownUntilApplied(String pointer) {
        shown();
        return require(this, change.isUnknown(pointer), what(pointer) + " is unknown until the apply");
    }

    /** The value of an attribute is not the one that it was. */
    public ResourceAssert changes(String pointer) {
        shown();
        return require(this, isChanged(pointer), what(pointer) + " is changed");
    }

    /** The value of an attribute is the one that it was. */
    public ResourceAssert keeps(String pointer) {
        shown();
        return require(this, !isChanged(pointer), what(pointer) + " stays as it is");
    }

    private boolean isChanged(String pointer) {
        return change.isUnknown(pointer)
                || !Values.equal(change.after().at(pointer), change.before().at(pointer));
    }

    private String what(String pointer) {
        return pointer + " of " + change.address();
    }

    private ResourceAssert value(String when, String pointer, JsonNode attributes, Object value) {
        var found = attributes.at(pointer);
        var sensitive = change.isSensitive(pointer);
        return require(
                this,
                Values.equal(found, value),
                "%s is %s %s, not %s"
                        .formatted(
                                what(pointer),
                                sensitive ? Values.HIDDEN : Values.text(value),
                                when,
                                sensitive ? "what it is" : Values.text(found)));
    }
}
