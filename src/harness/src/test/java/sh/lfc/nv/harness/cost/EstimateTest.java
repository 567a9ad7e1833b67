package sh.lfc.nv.harness.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.HarnessException;

/** What stacks cost. */
class EstimateTest {
    private static final Bill BILL = new Bill(Map.of(
            "vpc", Map.of("aws_nat_gateway", 1.0, "aws_eip", 2.0),
            "postgres", Map.of("aws_db_instance:db.t4g.micro", 1.0)));

    @Test
    void onlyWhatIsToBeMadeCounts() {
        var estimate = Estimate.of(BILL, List.of("vpc"), new Prices(Map.of()), Duration.ofHours(10));

        assertThat(estimate.perHour()).isCloseTo(0.045 + 2 * 0.005, within(1e-9));
        assertThat(estimate.most()).isCloseTo(0.55, within(1e-9));
        assertThat(estimate.lines())
                .first()
                .asString()
                .contains("aws_nat_gateway")
                .contains("0.0450 USD/h");
        assertThat(estimate.lines()).last().asString().contains("at most 0.55 USD in 10 h");
    }

    @Test
    void usersKnowPricesBetterThanTheTable() {
        var estimate = Estimate.of(BILL, List.of("vpc"), new Prices(Map.of("aws_eip", 1.0)), Duration.ofHours(1));

        assertThat(estimate.perHour()).isCloseTo(2.045, within(1e-9));
    }

    @Test
    void whatHasNoPriceIsNotTakenForFree() {
        var bill = new Bill(Map.of("vpc", Map.of("aws_db_instance:db.x2g.16xlarge", 1.0)));

        assertThatThrownBy(() -> Estimate.of(bill, List.of("vpc"), new Prices(Map.of()), Duration.ofHours(1)))
                .isInstanceOf(HarnessException.class)
                .hasMessageStartingWith("there is no price of aws_db_instance:db.x2g.16xlarge");
    }

    @Test
    void aStateIsCountedByWhatItsPriceDependsOn() throws Exception {
        var state = new ObjectMapper()
                .readTree(
                        """
                        {"values": {"root_module": {"resources": [
                          {"mode": "managed", "type": "aws_db_instance",
                           "values": {"instance_class": "db.t4g.micro", "allocated_storage": 20}},
                          {"mode": "managed", "type": "aws_elasticache_replication_group",
                           "values": {"node_type": "cache.t4g.micro", "num_cache_clusters": 2}},
                          {"mode": "managed", "type": "aws_iam_role", "values": {}},
                          {"mode": "data", "type": "aws_eip", "values": {}}]}}}""");

        assertThat(Bill.ofState(state, new Prices(Map.of())))
                .isEqualTo(Map.of(
                        "aws_db_instance:db.t4g.micro", 1.0,
                        "aws_db_instance:GB", 20.0,
                        "aws_elasticache_replication_group:cache.t4g.microx2", 1.0));
    }

    @Test
    void theBillOfTheStacksHasAPriceForEverything() {
        var bill = Bill.read(Path.of("../../terraform/bill.yaml"));

        assertThat(Estimate.of(bill, bill.stacks().keySet(), new Prices(Map.of()), Duration.ofHours(8))
                        .most())
                .isBetween(0.1, 5.0);
    }
}
