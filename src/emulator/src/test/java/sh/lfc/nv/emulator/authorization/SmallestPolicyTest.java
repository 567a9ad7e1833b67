package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SmallestPolicyTest {

    @Test
    void whatAwsChoosesIsAWildcardAndNamesAreKept() {
        assertThat(SmallestPolicy.of(List.of(
                        use("ec2:DeleteVpc", "arn:aws:ec2:us-east-1:000000000000:vpc/vpc-0123456789abcdef0"),
                        use("lambda:GetFunction", "arn:aws:lambda:us-east-1:000000000000:function:nv-demo-api"))))
                .singleElement()
                .asString()
                .contains("\"arn:aws:ec2:us-east-1:000000000000:vpc/*\"")
                .contains("function:nv-demo-api");
    }

    @Test
    void manyObjectsOfABucketAreAllOfIt() {
        List<AccessReport.Use> uses = IntStream.range(0, 6)
                .mapToObj(number -> use("s3:DeleteObjectVersion", "arn:aws:s3:::files/key-" + number))
                .toList();

        assertThat(SmallestPolicy.of(uses)).singleElement().asString().contains("[\"arn:aws:s3:::files/*\"]");
        assertThat(SmallestPolicy.of(uses.subList(0, 2)))
                .singleElement()
                .asString()
                .contains("arn:aws:s3:::files/key-0");
    }

    @Test
    void anObjectOfADayStandsForThoseOfAllDays() {
        assertThat(SmallestPolicy.of(
                        List.of(use("s3:DeleteObjectVersion", "arn:aws:s3:::runs/canary/x/2026/11/24/10-00/log.txt"))))
                .singleElement()
                .asString()
                .contains("arn:aws:s3:::runs/canary/*");
    }

    @Test
    void noDocumentIsLongerThanAManagedPolicyMayBe() {
        List<AccessReport.Use> uses = IntStream.range(0, 400)
                .mapToObj(number -> use("sqs:Action" + number, "arn:aws:sqs:us-east-1:000000000000:queue-" + number))
                .toList();

        Stream<Integer> lengths = SmallestPolicy.of(uses).stream().map(String::length);
        assertThat(lengths).hasSizeGreaterThan(1).allMatch(length -> length <= 6144);
    }

    private static AccessReport.Use use(String action, String resource) {
        return new AccessReport.Use(action, resource, 1, List.of());
    }
}
