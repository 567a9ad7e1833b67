package sh.lfc.nv.emulator.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    @Test
    void aRoleIsFoundByItsArnWithItsTrustPolicy() {
        IamAccounts accounts = new IamAccounts();
        accounts.of("000000000000").roles().add(role("function", "{\"Service\":\"lambda.amazonaws.com\"}"));
        Identities identities = new Identities(accounts);

        assertThat(identities.role("arn:aws:iam::000000000000:role/function"))
                .get()
                .returns("function", Identities.KnownRole::name)
                .returns(Duration.ofHours(1), Identities.KnownRole::maxSession);
        assertThat(identities.trustPolicy("arn:aws:iam::000000000000:role/function"))
                .hasValueSatisfying(trust -> assertThat(trust).contains("lambda.amazonaws.com"));
        assertThat(identities.role("arn:aws:iam::000000000000:role/path/function"))
                .isEmpty();
    }

    @Test
    void whatARequestNamesHasAnArnWithAPath() {
        IamAccounts accounts = new IamAccounts();
        Identities identities = new Identities(accounts);

        assertThat(identities.arn("000000000000", "service-linked-role", "rds.amazonaws.com"))
                .contains("arn:aws:iam::000000000000:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS");
        assertThat(identities.arn("000000000000", "deletion-task", "task/aws-service-role/rds.amazonaws.com/R/uuid"))
                .contains("arn:aws:iam::000000000000:role/aws-service-role/rds.amazonaws.com/R");
        assertThat(identities.arn("000000000000", "deletion-task", "nonsense")).isEmpty();
    }

    private static IamRole role(String name, String principal) {
        return new IamRole(
                name,
                "/",
                "AROAEXAMPLE",
                "arn:aws:iam::000000000000:role/" + name,
                Instant.EPOCH,
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                        + ",\"Action\":\"sts:AssumeRole\"}]}",
                null,
                3600,
                null,
                Map.of(),
                PolicySet.NONE,
                null);
    }
}
