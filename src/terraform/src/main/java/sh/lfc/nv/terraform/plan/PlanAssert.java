package sh.lfc.nv.terraform.plan;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.Plan;
import sh.lfc.nv.terraform.ResourceChange;
import sh.lfc.nv.terraform.policy.AddressPattern;

/**
 * What a plan should do. Every method throws an {@link AssertionError} that says what was expected and all that the plan
 * does, values of attributes aside.
 *
 * <p>Values of attributes need a plan that was shown ({@code terraform.planWithValues()}); all else needs just a plan.
 * Where a method takes patterns of addresses, {@code *} stands for anything: {@code module.network.*}.
 */
public class PlanAssert {
    private final Plan plan;

    PlanAssert(Plan plan) {
        this.plan = plan;
    }

    /** Starts a chain of assertions. */
    public static PlanAssert assertThatPlan(Plan plan) {
        return new PlanAssert(plan);
    }

    /** Nothing is changed, neither resources nor outputs. */
    public PlanAssert isEmpty() {
        return require(plan.isEmpty(), "the plan is empty");
    }

    /** A resource is created that does not exist now; not one that is replaced. */
    public ResourceAssert creates(String address) {
        return change(address, "creates", change -> change.actions().equals(List.of("create")));
    }

    /** A resource is changed in place. */
    public ResourceAssert updates(String address) {
        return change(address, "updates", change -> change.actions().equals(List.of("update")));
    }

    /** A resource is destroyed for good; not one that is replaced. */
    public ResourceAssert destroys(String address) {
        return change(address, "destroys", change -> change.actions().equals(List.of("delete")));
    }

    /** A resource is destroyed and made anew. */
    public ResourceAssert replaces(String address) {
        return change(address, "replaces", ResourceChange::isReplacement);
    }

    /** A resource gets another address, whatever else is done to it. */
    public ResourceAssert moves(String from, String to) {
        return change(to, "moves %s to".formatted(from), change -> change.movedFrom()
                .filter(from::equals)
                .isPresent());
    }

    /** Something that exists is taken over as a resource, whatever else is done to it. */
    public ResourceAssert imports(String address, String id) {
        return change(address, "imports \"%s\" as".formatted(id), change -> change.importedId()
                .filter(id::equals)
                .isPresent());
    }

    /** A resource is no longer under Terraform's care, and goes on existing. */
    public ResourceAssert forgets(String address) {
        return change(address, "forgets", change -> change.actions().equals(List.of("forget")));
    }

    /** No resource that matches one of these patterns is changed. */
    public PlanAssert leaves(String... patterns) {
        var touched = offending(change -> matches(change, patterns));
        return require(
                touched.isEmpty(), "the plan leaves %s as it is".formatted(String.join(", ", patterns)), touched);
    }

    /** No resource is changed that matches none of these patterns. Outputs are not looked at. */
    public PlanAssert changesNothingBut(String... patterns) {
        var others = offending(change -> !matches(change, patterns));
        return require(
                others.isEmpty(), "the plan changes nothing but %s".formatted(String.join(", ", patterns)), others);
    }

    /** No resource is destroyed, not even to be made anew. */
    public PlanAssert destroysNothing() {
        var destroyed =
                offending(change -> change.isReplacement() || change.actions().contains("delete"));
        return require(destroyed.isEmpty(), "the plan destroys nothing", destroyed);
    }

    /** The numbers of resources that are created, changed and destroyed; one that is replaced is created and destroyed. */
    public PlanAssert adds(int create, int change, int destroy) {
        var created = count(c -> c.isReplacement() || c.actions().contains("create"));
        var changed = count(c -> c.actions().contains("update"));
        var destroyed = count(c -> c.isReplacement() || c.actions().contains("delete"));
        return require(
                created == create && changed == change && destroyed == destroy,
                "the plan creates %d, changes %d and destroys %d resources, not %d, %d and %d"
                        .formatted(create, change, destroy, created, changed, destroyed));
    }

    /** The value of an output is changed, or will be known only after the apply. */
    public PlanAssert changesOutput(String name) {
        return require(plan.outputs().contains(name), "the plan changes output." + name);
    }

    /** The value of an output after the apply, as it is known now. */
    public PlanAssert output(String name, Object value) {
        var change = shown().json().path("output_changes").path(name);
        if (change.path("after_unknown").asBoolean()) {
            return require(false, "output.%s is known before the apply".formatted(name));
        }
        var sensitive = change.path("after_sensitive").asBoolean();
        return require(
                Values.equal(change.path("after"), value),
                "output.%s is %s, not %s"
                        .formatted(
                                name,
                                sensitive ? Values.HIDDEN : Values.text(value),
                                sensitive ? "what it is" : Values.text(change.path("after"))));
    }

    Plan shown() {
        if (!plan.isShown()) {
            throw new IllegalArgumentException("values need a plan that was shown: terraform.planWithValues()");
        }
        return plan;
    }

    <A extends PlanAssert> A require(A self, boolean holds, String expectation) {
        if (!holds) {
            throw failure(expectation, List.of());
        }
        return self;
    }

    private PlanAssert require(boolean holds, String expectation) {
        return require(holds, expectation, List.of());
    }

    private PlanAssert require(boolean holds, String expectation, List<String> because) {
        if (!holds) {
            throw failure(expectation, because);
        }
        return this;
    }

    private AssertionError failure(String expectation, List<String> because) {
        var text = new StringBuilder("expected: ").append(expectation);
        if (!because.isEmpty()) {
            text.append("\nagainst it: ").append(String.join(", ", because));
        }
        text.append("\nthe plan:");
        if (plan.isEmpty()) {
            text.append(" changes nothing");
        }
        plan.sentences().forEach(sentence -> text.append("\n  ").append(sentence));
        return new AssertionError(text.toString());
    }

    private ResourceAssert change(String address, String verb, Predicate<ResourceChange> as) {
        var found = plan.change(address).filter(as);
        require(found.isPresent(), "the plan %s %s".formatted(verb, address));
        return new ResourceAssert(plan, found.orElseThrow());
    }

    private List<String> offending(Predicate<ResourceChange> predicate) {
        return plan.changes().stream()
                .filter(predicate)
                .map(ResourceChange::toString)
                .collect(Collectors.toList());
    }

    private int count(Predicate<ResourceChange> predicate) {
        return (int) plan.changes().stream().filter(predicate).count();
    }

    private static boolean matches(ResourceChange change, String... patterns) {
        return Stream.of(patterns).map(AddressPattern::new).anyMatch(pattern -> pattern.matches(change.address()));
    }
}
