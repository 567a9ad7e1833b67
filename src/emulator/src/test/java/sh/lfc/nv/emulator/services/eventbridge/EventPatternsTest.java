package sh.lfc.nv.emulator.services.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;

/** The operators of "Comparison operators for use in event patterns in Amazon EventBridge". */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventPatternsTest {

    private Emulator aws;
    private EventBridgeClient events;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        events = Clients.of(EventBridgeClient.builder(), aws);
    }

    @AfterAll
    void end() {
        events.close();
        aws.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                // Values.
                "{\"state\":[\"on\"]}                          | {\"state\":\"on\"}                 | true",
                "{\"state\":[\"on\"]}                          | {\"state\":\"On\"}                 | false",
                "{\"state\":[\"on\",\"off\"]}                  | {\"state\":\"off\"}                | true",
                "{\"state\":[\"on\"]}                          | {\"state\":[\"off\",\"on\"]}       | true",
                "{\"state\":[\"on\"]}                          | {\"other\":\"on\"}                 | false",
                "{\"state\":[\"on\"],\"size\":[1]}             | {\"state\":\"on\",\"size\":1}      | true",
                "{\"state\":[\"on\"],\"size\":[1]}             | {\"state\":\"on\",\"size\":2}      | false",
                "{\"price\":[100]}                             | {\"price\":100.0}                  | true",
                "{\"price\":[100]}                             | {\"price\":\"100\"}                | false",
                "{\"open\":[true]}                             | {\"open\":true}                    | true",
                "{\"open\":[true]}                             | {\"open\":false}                   | false",
                "{\"user\":[null]}                             | {\"user\":null}                    | true",
                "{\"user\":[null]}                             | {\"user\":\"\"}                    | false",
                "{\"name\":[\"\"]}                             | {\"name\":\"\"}                    | true",
                "{\"a\":{\"b\":{\"c\":[\"d\"]}}}               | {\"a\":{\"b\":{\"c\":\"d\"}}}      | true",
                // Of an array of objects, one has to have it all.
                "{\"a\":{\"b\":[1],\"c\":[2]}}                 | {\"a\":[{\"b\":1,\"c\":2}]}        | true",
                "{\"a\":{\"b\":[1],\"c\":[2]}}                 | {\"a\":[{\"b\":1},{\"c\":2}]}      | false",
                // Beginnings and ends.
                "{\"key\":[{\"prefix\":\"in/\"}]}              | {\"key\":\"in/file\"}              | true",
                "{\"key\":[{\"prefix\":\"in/\"}]}              | {\"key\":\"out/in/\"}              | false",
                "{\"key\":[{\"prefix\":{\"equals-ignore-case\":\"IN/\"}}]} | {\"key\":\"in/file\"}  | true",
                "{\"key\":[{\"suffix\":\".png\"}]}             | {\"key\":\"a.png\"}                | true",
                "{\"key\":[{\"suffix\":\".png\"}]}             | {\"key\":\"a.png.txt\"}            | false",
                "{\"key\":[{\"suffix\":{\"equals-ignore-case\":\".PNG\"}}]} | {\"key\":\"a.png\"}   | true",
                "{\"key\":[{\"equals-ignore-case\":\"aLiCe\"}]} | {\"key\":\"Alice\"}               | true",
                "{\"key\":[{\"wildcard\":\"dir/*.png\"}]}      | {\"key\":\"dir/sub/a.png\"}        | true",
                "{\"key\":[{\"wildcard\":\"dir/*.png\"}]}      | {\"key\":\"dir/a.jpg\"}            | false",
                "{\"key\":[{\"wildcard\":\"a\\\\*c\"}]}        | {\"key\":\"abc\"}                  | false",
                // Anything but.
                "{\"state\":[{\"anything-but\":\"on\"}]}       | {\"state\":\"off\"}                | true",
                "{\"state\":[{\"anything-but\":\"on\"}]}       | {\"state\":\"on\"}                 | false",
                "{\"state\":[{\"anything-but\":\"on\"}]}       | {\"other\":\"off\"}                | false",
                "{\"state\":[{\"anything-but\":[\"on\",\"off\"]}]} | {\"state\":\"off\"}            | false",
                "{\"size\":[{\"anything-but\":[1,2]}]}         | {\"size\":3}                       | true",
                "{\"size\":[{\"anything-but\":[1,2]}]}         | {\"size\":2}                       | false",
                "{\"key\":[{\"anything-but\":{\"prefix\":\"us-\"}}]} | {\"key\":\"eu-1\"}           | true",
                "{\"key\":[{\"anything-but\":{\"prefix\":\"us-\"}}]} | {\"key\":\"us-1\"}           | false",
                "{\"key\":[{\"anything-but\":{\"suffix\":\".png\"}}]} | {\"key\":\"a.png\"}         | false",
                "{\"key\":[{\"anything-but\":{\"equals-ignore-case\":\"on\"}}]} | {\"key\":\"ON\"}  | false",
                "{\"key\":[{\"anything-but\":{\"wildcard\":\"*/lib/*\"}}]} | {\"key\":\"a/lib/b\"}  | false",
                "{\"key\":[{\"anything-but\":{\"wildcard\":\"*/lib/*\"}}]} | {\"key\":\"a/b\"}      | true",
                // Numbers.
                "{\"price\":[{\"numeric\":[\"=\",3.018e2]}]}   | {\"price\":301.8}                  | true",
                "{\"price\":[{\"numeric\":[\">\",10,\"<=\",20]}]} | {\"price\":20}                  | true",
                "{\"price\":[{\"numeric\":[\">\",10,\"<=\",20]}]} | {\"price\":10}                  | false",
                "{\"price\":[{\"numeric\":[\"<\",10]}]}        | {\"price\":-1.5}                   | true",
                "{\"price\":[{\"numeric\":[\"<\",10]}]}        | {\"price\":\"5\"}                  | false",
                // Whether something is there.
                "{\"count\":[{\"exists\":true}]}               | {\"count\":null}                   | true",
                "{\"count\":[{\"exists\":true}]}               | {\"other\":1}                      | false",
                "{\"count\":[{\"exists\":false}]}              | {\"other\":1}                      | true",
                "{\"count\":[{\"exists\":false}]}              | {\"count\":1}                      | false",
                "{\"count\":[{\"exists\":false}]}              | {\"count\":{\"c1\":100}}           | true",
                // Addresses.
                "{\"ip\":[{\"cidr\":\"10.0.0.0/24\"}]}         | {\"ip\":\"10.0.0.255\"}            | true",
                "{\"ip\":[{\"cidr\":\"10.0.0.0/24\"}]}         | {\"ip\":\"10.0.1.0\"}              | false",
                "{\"ip\":[{\"cidr\":\"2001:db8::/32\"}]}       | {\"ip\":\"2001:db8::1\"}           | true",
                // One or the other.
                "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}           | {\"a\":0,\"b\":2}                  | true",
                "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}           | {\"a\":0,\"b\":0}                  | false",
                "{\"c\":[3],\"$or\":[{\"a\":[1]},{\"b\":[{\"prefix\":\"x\"}]}]} | {\"c\":3,\"b\":\"xy\"} | true",
                "{\"c\":[3],\"$or\":[{\"a\":[1]},{\"b\":[2]}]} | {\"c\":4,\"a\":1}                  | false",
            })
    void aPatternMatchesOrNot(String detailPattern, String detail, boolean matches) {
        assertThat(test("{\"detail\":" + detailPattern + "}", detail)).isEqualTo(matches);
    }

    @Test
    void theFieldsAroundTheDetailAreMatchedToo() {
        assertThat(test(
                        "{\"source\":[{\"prefix\":\"shop\"}],\"detail-type\":[\"order\"],\"account\":[\"123456789012\"],"
                                + "\"time\":[{\"prefix\":\"2026-03-0\"}],\"resources\":[{\"suffix\":\":b\"}]}",
                        "{}"))
                .isTrue();
    }

    /** Sentences that AWS has answered. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "{\"int\": 42}            | \"int\" must be an object or an array; line: 1, column: 11",
                "{\"resources\": []}      | Empty arrays are not allowed; line: 1, column: 17",
                "{\"my_key\": [{\"EXISTS\": true}]} | Unrecognized match type EXISTS; line: 1, column: 28",
                "{\"detail\": {\"c-count\": [{\"numeric\": [\">\", 0, \">\", 0]}]}}"
                        + " | Bad numeric range operator: >; line: 1, column: 49",
            })
    void whatIsNoPatternIsRefusedWithItsPlace(String pattern, String told) {
        String[] reason = told.split("; ", 2);

        assertThatThrownBy(() -> test(pattern, "{}"))
                .isInstanceOfSatisfying(InvalidEventPatternException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorMessage())
                        .isEqualTo("Event pattern is not valid. Reason: " + reason[0] + "\n at [Source: (String)\""
                                + pattern + "\"; " + reason[1] + "]"));
    }

    @Test
    void anEventIsAnObject() {
        assertThatThrownBy(() -> events.testEventPattern(
                        test -> test.eventPattern("{\"source\":[\"a\"]}").event("[]")))
                .isInstanceOfSatisfying(EventBridgeException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorCode())
                        .isEqualTo("ValidationException"));
    }

    private boolean test(String pattern, String detail) {
        return events.testEventPattern(test -> test.eventPattern(pattern)
                        .event("{\"id\":\"1\",\"source\":\"shop.orders\",\"detail-type\":\"order\","
                                + "\"account\":\"123456789012\",\"region\":\"us-east-1\","
                                + "\"time\":\"2026-03-04T11:00:00Z\",\"resources\":[\"arn:a\",\"arn:b\"],\"detail\":"
                                + detail + "}"))
                .result();
    }
}
