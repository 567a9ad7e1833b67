package sh.lfc.nv.emulator.services.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** An emulator with a client of EC2, for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Ec2Test {

    private Emulator aws;
    Ec2Client ec2;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        ec2 = Clients.of(Ec2Client.builder(), aws);
    }

    @AfterAll
    void stop() {
        ec2.close();
        aws.close();
    }

    String vpc(String cidr) {
        return ec2.createVpc(request -> request.cidrBlock(cidr)).vpc().vpcId();
    }

    String subnet(String vpcId, String cidr) {
        return ec2.createSubnet(request -> request.vpcId(vpcId).cidrBlock(cidr))
                .subnet()
                .subnetId();
    }

    String group(String vpcId, String name) {
        return ec2.createSecurityGroup(
                        request -> request.vpcId(vpcId).groupName(name).description("test"))
                .groupId();
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    static TagSpecification tagged(ResourceType type, String key, String value) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tag.builder().key(key).value(value).build())
                .build();
    }

    static void refused(String code, ThrowingCallable call) {
        refused(code, "", call);
    }

    static void refused(String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Ec2Exception.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}
