package sh.lfc.nv.terraform.cucumber;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.core.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.policy.PlanJson;

class PlanStepsTest {
    @TempDir
    private Path folder;

    @Test
    void aPlanThatKeepsTheRulesPasses() throws IOException {
        var plan = PlanJson.write(
                folder.resolve("plan.json"),
                "{\"address\": \"aws_sqs_queue.q\", \"mode\": \"managed\", \"type\": \"aws_sqs_queue\","
                        + " \"values\": {\"tags_all\": {\"Owner\": \"me\", \"Stage\": \"test\"}}}");

        assertThat(
                        run(
                                plan,
                                """
                        Then no security group is open to the world
                        And no security group is open to the world except on port 443
                        And no security group is open to the world except on ports 80, 443
                        And everything is encrypted at rest
                        And no bucket is public
                        And no bucket is reached without TLS
                        And no policy allows all actions
                        And everything has the tag "Owner"
                        And everything has the tags
                          | Owner |
                          | Stage |
                        And the plan destroys nothing
                        And the plan changes nothing but
                          | module.* |
                        And the plan is empty
                        """))
                .isZero();
    }

    @Test
    void aPlanThatBreaksARuleFails() throws IOException {
        var plan = PlanJson.write(
                folder.resolve("plan.json"),
                "{\"address\": \"aws_sns_topic.t\", \"mode\": \"managed\", \"type\": \"aws_sns_topic\","
                        + " \"values\": {\"tags_all\": {}}}");

        assertThat(run(plan, "Then everything is encrypted at rest")).isEqualTo((byte) 1);
        assertThat(run(plan, "Then everything has the tag \"Owner\"")).isEqualTo((byte) 1);
        assertThat(run(plan, "Then the plan creates \"aws_sns_topic.t\"")).isEqualTo((byte) 1);
        assertThat(run(plan, "Then the plan is beautiful")).isEqualTo((byte) 1);
    }

    @Test
    void whatOnlyTheApplyWillTellIsInTheReport() throws IOException {
        var plan = Files.writeString(
                folder.resolve("plan.json"),
                """
                {"planned_values": {"root_module": {"resources": [
                   {"address": "aws_iam_policy.p", "mode": "managed", "type": "aws_iam_policy", "values": {}}]}},
                 "resource_changes": [{"address": "aws_iam_policy.p", "change": {"after_unknown": {"policy": true}}}],
                 "configuration": {"root_module": {"resources": [
                   {"address": "aws_iam_policy.p", "expressions": {"policy": {"references": ["local.text"]}}}]}}}
                """);
        var feature = feature("Given the plan in the file \"" + plan + "\"", "Then no policy allows all actions");
        var report = folder.resolve("report.json");

        assertThat(cucumber(feature, "--plugin", "json:" + report)).isZero();
        assertThat(report)
                .content()
                .contains(
                        "aws_iam_policy.p: no policy allows all actions: what its policy allows is not known before the apply");
    }

    @Test
    void aConfigurationIsPlannedWhereItLies() throws IOException {
        Files.writeString(folder.resolve("main.tf"), "resource \"terraform_data\" \"one\" {}\n");
        var feature = feature(
                "Given the plan of the configuration \"" + folder + "\"",
                "Then the plan creates \"terraform_data.one\"");

        assertThat(cucumber(feature)).isZero();
    }

    private byte run(Path plan, String sentences) throws IOException {
        return cucumber(feature("Given the plan in the file \"" + plan + "\"", sentences));
    }

    private Path feature(String given, String sentences) throws IOException {
        return Files.writeString(
                folder.resolve("rules.feature"),
                "Feature: rules\n  Scenario: one\n    " + given + "\n" + sentences.indent(4));
    }

    private static byte cucumber(Path feature, String... more) {
        var all = new ArrayList<>(List.of("--glue", "sh.lfc.nv.terraform.cucumber"));
        all.addAll(List.of(more));
        all.add(feature.toString());
        return Main.run(all.toArray(String[]::new));
    }
}
