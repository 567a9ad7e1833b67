package sh.lfc.nv.emulator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

    /** Given: {@code -} for a key that is not there, nothing for one without values, commas between values. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
            StringEquals                    | red       | red              | true
            StringEquals                    | red       | Red              | false
            StringEquals                    | r*        | red              | false
            StringEquals                    | red,blue  | blue             | true
            StringEquals                    | red       | -                | false
            StringNotEquals                 | red,blue  | blue             | false
            StringNotEquals                 | red,blue  | green            | true
            StringNotEquals                 | red       | -                | true
            StringEqualsIfExists            | red       | -                | true
            StringEqualsIfExists            | red       | blue             | false
            StringEqualsIgnoreCase          | red       | RED              | true
            StringNotEqualsIgnoreCase       | red       | RED              | false
            StringLike                      | r?d,b*    | blue             | true
            StringLike                      | r?d       | read             | false
            StringNotLike                   | r*        | red              | false
            NumericEquals                   | 10        | 10.0             | true
            NumericNotEquals                | 10        | 10.0             | false
            NumericLessThan                 | 10        | 9                | true
            NumericLessThan                 | 10        | 10               | false
            NumericLessThanEquals           | 10        | 10               | true
            NumericGreaterThan              | 10        | 11               | true
            NumericGreaterThanEquals        | 10        | ten              | false
            DateLessThan                    | 2030-01-01T00:00:00Z | 2029-12-31T23:59:59Z | true
            DateGreaterThan                 | 2030-01-01 | 2030-01-01T00:00:01Z | true
            DateEquals                      | 0         | 1970-01-01T00:00:00Z | true
            Bool                            | true      | TRUE             | true
            Bool                            | true      | false            | false
            Bool                            | false     | -                | false
            BoolIfExists                    | false     | -                | true
            BinaryEquals                    | QmluYXJ5  | QmluYXJ5         | true
            IpAddress                       | 10.0.0.0/8 | 10.255.0.1      | true
            IpAddress                       | 10.0.0.0/8 | 11.0.0.1        | false
            IpAddress                       | 203.0.113.7 | 203.0.113.7    | true
            IpAddress                       | 2001:db8::/32 | 2001:db8:1::1 | true
            IpAddress                       | 10.0.0.0/8 | localhost       | false
            NotIpAddress                    | 10.0.0.0/8 | 10.0.0.1        | false
            ArnEquals                       | arn:aws:s3:::a*        | arn:aws:s3:::abc | true
            ArnLike                         | arn:aws:*:abc          | arn:aws:s3:::abc | false
            ArnLike                         | arn:aws:s3:*           | arn:aws:s3:::abc | true
            ArnNotEquals                    | arn:aws:s3:::abc       | arn:aws:s3:::abc | false
            ArnNotLike                      | arn:aws:s3:::x*        | arn:aws:s3:::abc | true
            ArnNotEquals                    | arn:aws:s3:::abc       | -                | true
            Null                            | true      | -                | true
            Null                            | true      | red              | false
            Null                            | false     | red              | true
            ForAllValues:StringEquals       | red,blue  | red,blue         | true
            ForAllValues:StringEquals       | red,blue  | red,green        | false
            ForAllValues:StringEquals       | red       | -                | true
            ForAnyValue:StringEquals        | red,blue  | green,red        | true
            ForAnyValue:StringEquals        | red       | -                | false
            ForAllValues:StringNotEquals    | red       | blue,green       | true
            ForAllValues:StringNotEquals    | red       | blue,red         | false
            ForAnyValue:StringNotEquals     | red       | red,blue         | true
            ForAnyValue:StringLike          | r*        | blue,red         | true
            ForAnyValue:StringEqualsIfExists | red      | -                | true
            """)
    void operators(String operator, String wanted, String given, boolean met) {
        RequestContext context =
                given.equals("-") ? RequestContext.EMPTY : RequestContext.EMPTY.with("Test:Key", given.split(","));

        boolean result =
                Conditions.met(Map.of(operator, Map.of("test:key", List.of(wanted.split(",")))), context, true);

        assertThat(result).isEqualTo(met);
    }

    @Test
    void allOperatorsAndAllKeysMustBeMet() {
        RequestContext context = RequestContext.EMPTY.with("a", "1").with("b", "2");
        Map<String, List<String>> both = Map.of("a", List.of("1"), "b", List.of("2"));

        assertThat(Conditions.met(Map.of("StringEquals", both), context, true)).isTrue();
        assertThat(Conditions.met(
                        Map.of("StringEquals", both, "StringLike", Map.of("a", List.of("2*"))), context, true))
                .isFalse();
    }

    @Test
    void variablesAreReplacedInConditions() {
        RequestContext context =
                RequestContext.EMPTY.with("aws:PrincipalTag/team", "red").with("aws:ResourceTag/team", "red");

        assertThat(Conditions.met(
                        Map.of("StringEquals", Map.of("aws:ResourceTag/team", List.of("${aws:PrincipalTag/team}"))),
                        context,
                        true))
                .isTrue();
    }
}
