package sh.lfc.nv.terraform.cucumber;

import static sh.lfc.nv.terraform.plan.PlanAssert.assertThatPlan;

import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.Plan;
import sh.lfc.nv.terraform.failure.ActionableException;
import sh.lfc.nv.terraform.plan.PlanAssert;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.aws.AwsPolicies;

/**
 * The sentences. Each scenario has an instance of its own. Folders and files are relative to the working folder; a
 * configuration is planned by the project's {@link Planner}, or else where it lies. What a rule cannot judge before the apply
 * stands in Cucumber's report.
 */
public final class PlanSteps {
    private Plan plan;
    private Scenario scenario;

    /** Whom to tell what a plan leaves open. */
    @Before
    public void begin(Scenario begun) {
        scenario = begun;
    }

    /** {@code Given the plan of the configuration "terraform/network"}. */
    @Given("the plan of the configuration {string}")
    public void plan(String folder) throws InterruptedException {
        var planner = ServiceLoader.load(Planner.class).findFirst().orElseGet(InPlace::new);
        plan = planner.plan(Path.of(folder));
    }

    /** {@code Given the plan in the file "target/plan.json"}, which {@code terraform show -json} has written. */
    @Given("the plan in the file {string}")
    public void read(String file) {
        plan = Plan.read(Path.of(file));
    }

    /** See {@link AwsPolicies#noSecurityGroupIsOpenToTheWorld}. */
    @Then("no security group is open to the world")
    public void noOpenSecurityGroup() {
        require(AwsPolicies.noSecurityGroupIsOpenToTheWorld());
    }

    /** {@code Then no security group is open to the world except on port 443}; several are divided by commas. */
    @Then("^no security group is open to the world except on ports? ([0-9, ]+)$")
    public void noOpenSecurityGroupExcept(String ports) {
        require(AwsPolicies.noSecurityGroupIsOpenToTheWorld(
                Stream.of(ports.split("[, ]+")).map(Integer::valueOf).toArray(Integer[]::new)));
    }

    /** See {@link AwsPolicies#everythingIsEncryptedAtRest}. */
    @Then("everything is encrypted at rest")
    public void everythingIsEncrypted() {
        require(AwsPolicies.everythingIsEncryptedAtRest());
    }

    /** {@code Then everything has the tag "Owner"}. */
    @Then("everything has the tag {string}")
    public void everythingHasTheTag(String tag) {
        require(AwsPolicies.everythingIsTagged(tag));
    }

    /** {@code Then everything has the tags}, one in each row. */
    @Then("everything has the tags")
    public void everythingHasTheTags(List<String> tags) {
        require(AwsPolicies.everythingIsTagged(tags.toArray(String[]::new)));
    }

    /** See {@link AwsPolicies#noBucketIsPublic}. */
    @Then("no bucket is public")
    public void noBucketIsPublic() {
        require(AwsPolicies.noBucketIsPublic());
    }

    /** See {@link AwsPolicies#noBucketIsReachedWithoutTls}. */
    @Then("no bucket is reached without TLS")
    public void noBucketIsReachedWithoutTls() {
        require(AwsPolicies.noBucketIsReachedWithoutTls());
    }

    /** See {@link AwsPolicies#noWildcardActions}. */
    @Then("no policy allows all actions")
    public void noPolicyAllowsAllActions() {
        require(AwsPolicies.noWildcardActions());
    }

    /** Neither resources nor outputs are changed. */
    @Then("the plan is empty")
    public void isEmpty() {
        thePlan().isEmpty();
    }

    /** A resource is created. */
    @Then("the plan creates {string}")
    public void creates(String address) {
        thePlan().creates(address);
    }

    /** A resource is changed in place. */
    @Then("the plan updates {string}")
    public void updates(String address) {
        thePlan().updates(address);
    }

    /** A resource is destroyed for good. */
    @Then("the plan destroys {string}")
    public void destroys(String address) {
        thePlan().destroys(address);
    }

    /** A resource is destroyed and made anew. */
    @Then("the plan replaces {string}")
    public void replaces(String address) {
        thePlan().replaces(address);
    }

    /** No resource is destroyed or replaced. */
    @Then("the plan destroys nothing")
    public void destroysNothing() {
        thePlan().destroysNothing();
    }

    /** {@code Then the plan changes nothing but}, with an address in each row, in which {@code *} stands for anything. */
    @Then("the plan changes nothing but")
    public void changesNothingBut(List<String> patterns) {
        thePlan().changesNothingBut(patterns.toArray(String[]::new));
    }

    private void require(Policy policy) {
        var planned = Infrastructure.planned(planned());
        policy.undecided(planned).forEach(each -> scenario.log(each.toString()));
        policy.require(planned);
    }

    private PlanAssert thePlan() {
        return assertThatPlan(planned());
    }

    private Plan planned() {
        if (plan == null) {
            throw new ActionableException("say first which plan: Given the plan of the configuration \"…\"");
        }
        return plan;
    }
}
