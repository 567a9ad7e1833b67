package sh.lfc.nv.emulator.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    @Test
    void aServiceMayAssumeWhatTrustsItAndNothingElse() {
        IamAccounts accounts = new IamAccounts();
        IamAccount account = accounts.of("000000000000");
        account.roles().add(role("function", "{\"Service\":[\"edgelambda.amazonaws.com\",\"lambda.amazonaws.com\"]}"));
        account.roles().add(role("instance", "{\"Service\":\"ec2.amazonaws.com\"}"));
        Identities identities = new Identities(accounts);

        assertThat(identities.serviceMayAssume("arn:aws:iam::000000000000:role/function", "lambda.amazonaws.com"))
                .isTrue();
        assertThat(identities.serviceMayAssume("arn:aws:iam::000000000000:role/instance", "lambda.amazonaws.com"))
                .isFalse();
        assertThat(identities.serviceMayAssume("arn:aws:iam::000000000000:role/nobody", "lambda.amazonaws.com"))
                .isFalse();
        assertThat(identities.role("arn:aws:iam::000000000000:role/function"))
                .get()
                .returns("function", Identities.KnownRole::name)
                .returns(Duration.ofHours(1), Identities.KnownRole::maxSession);
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
