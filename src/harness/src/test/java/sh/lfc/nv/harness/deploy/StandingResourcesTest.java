package sh.lfc.nv.harness.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What a state holds, in the form in which Terraform shows it. */
class StandingResourcesTest {
    @Test
    void everyInstanceIsAResourceWithItsOwnAddress() throws Exception {
        var pulled = new ObjectMapper()
                .readTree(
                        """
                        {"version": 4, "resources": [
                          {"mode": "managed", "type": "aws_vpc", "name": "this",
                           "instances": [{"attributes": {"cidr_block": "10.23.0.0/16"}}]},
                          {"mode": "managed", "type": "aws_subnet", "name": "public",
                           "instances": [{"index_key": "us-east-1a", "attributes": {"id": "subnet-1"}},
                                         {"index_key": "us-east-1b", "attributes": {"id": "subnet-2"}}]}]}""");

        var resources = StandingResources.of(pulled).at("/values/root_module/resources");

        assertThat(resources)
                .extracting(resource -> resource.path("address").asText())
                .containsExactly(
                        "aws_vpc.this", "aws_subnet.public[\"us-east-1a\"]", "aws_subnet.public[\"us-east-1b\"]");
        assertThat(resources.path(0).at("/values/cidr_block").asText()).isEqualTo("10.23.0.0/16");
        assertThat(resources.path(2).at("/values/id").asText()).isEqualTo("subnet-2");
    }
}
