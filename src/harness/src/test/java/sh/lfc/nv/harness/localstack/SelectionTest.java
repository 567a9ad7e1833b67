package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.localstack.beside.Beside;
import sh.lfc.nv.harness.localstack.beside.Engine;
import sh.lfc.nv.harness.localstack.beside.Server;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.stacks.StackGraph;

/** Which stacks can stand where services are missing, with servers beside and without. */
class SelectionTest {
    private static final StackGraph STACKS = Checkout.around(Path.of("")).stacks();
    private static final Server SERVER = new Server("10.0.0.1", 1);
    private static final Beside BOTH = new Beside(Map.of(Engine.POSTGRES, SERVER, Engine.REDIS, SERVER), Map.of());

    @Test
    void withServersBesideTheFreeEditionRunsWhatNeedsADatabaseAndACache() {
        var selection = Selection.of(
                STACKS, without(Service.RDS, Service.ELASTICACHE, Service.API_GATEWAY, Service.SYNTHETICS), BOTH);

        assertThat(selection.runnable().applyOrder())
                .extracting(Stack::name)
                .contains("postgres", "elasticache", "s3-storage");
        assertThat(selection.skipped().keySet()).containsExactly("frontend", "monitoring");
    }

    @Test
    void whereOnlyRdsAndElastiCacheAreMissingNothingIsSkipped() {
        assertThat(Selection.of(STACKS, without(Service.RDS, Service.ELASTICACHE), BOTH)
                        .skipped())
                .isEmpty();
    }

    @Test
    void whereAServerCannotBeHadTheReasonSaysBoth() {
        var beside = new Beside(Map.of(Engine.REDIS, SERVER), Map.of(Engine.POSTGRES, "no container engine answers"));

        var selection = Selection.of(STACKS, without(Service.RDS, Service.ELASTICACHE), beside);

        assertThat(selection.skipped().get("postgres"))
                .isEqualTo(
                        "RDS is not served (not here), and PostgreSQL cannot run beside it: no container engine answers");
        assertThat(selection.skipped()).doesNotContainKey("elasticache").containsKey("s3-storage");
    }

    @Test
    void whatIsServedIsNotWantedBeside() {
        assertThat(Selection.wanted(STACKS, without(), Set.of())).isEmpty();
        assertThat(Selection.wanted(STACKS, without(Service.ELASTICACHE), Set.of()))
                .containsExactly(Engine.REDIS);
    }

    @Test
    void whatIsNamedIsUsedWhateverIsServed() {
        assertThat(Selection.wanted(STACKS, without(), Set.of(Engine.POSTGRES))).containsExactly(Engine.POSTGRES);
    }

    @Test
    void nothingIsWantedForStacksThatCannotStandAnyway() {
        assertThat(Selection.wanted(STACKS, without(Service.RDS, Service.ELASTICACHE, Service.EC2), Set.of()))
                .isEmpty();
    }

    @Test
    void featuresThatLookAtAServiceInWhosePlaceAServerRunsAreLeftOut() {
        var place = Place.attached(URI.create("http://127.0.0.1:1"));
        var selection = new Selection(STACKS, Map.of());
        var target = new LocalStackTarget(
                place, selection, new Beside(Map.of(Engine.POSTGRES, SERVER), Map.of()), Optional.empty());

        assertThat(target.beyond())
                .containsEntry("@rds", "PostgreSQL runs beside it, and not in RDS")
                .doesNotContainKeys("@elasticache", "@monitoring");
    }

    @Test
    void featuresOfAStackThatDoesNotStandAreLeftOut() {
        var place = Place.attached(URI.create("http://127.0.0.1:1"));
        var asked = Selection.of(STACKS, without(Service.SYNTHETICS), Beside.NOTHING);
        var notAsked = Selection.of(STACKS.upTo(List.of("vpc")), without(), Beside.NOTHING);

        assertThat(new LocalStackTarget(place, asked, Beside.NOTHING, Optional.empty()).beyond())
                .containsEntry(
                        "@monitoring",
                        "the stack monitoring is skipped: CloudWatch Synthetics is not served (not here)");
        assertThat(new LocalStackTarget(place, notAsked, Beside.NOTHING, Optional.empty()).beyond())
                .containsEntry("@monitoring", "the stack monitoring was not asked for");
    }

    private static Capabilities without(Service... services) {
        var absent = new HashMap<Service, String>();
        for (var service : services) {
            absent.put(service, "not here");
        }
        return new Capabilities(Health.SILENT, absent);
    }
}
