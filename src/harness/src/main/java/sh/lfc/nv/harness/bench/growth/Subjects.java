package sh.lfc.nv.harness.bench.growth;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sh.lfc.nv.harness.bench.NoOpFunction;
import sh.lfc.nv.harness.bench.client.ApiCall;
import sh.lfc.nv.harness.bench.growth.Subject.Read;

/** What grows: functions, objects, log streams and log events. */
final class Subjects {
    private static final int EVENTS_A_BATCH = 10_000;
    private static final int EVENTS_A_PAGE = 100;
    private static final int STEP_MILLIS = 10;
    private static final String MESSAGE = "x".repeat(60);

    private Subjects() {}

    static List<Subject> all() {
        return List.of(functions(), objects(), streams(), events(Instant.now()));
    }

    private static Subject functions() {
        return new Subject(
                "functions",
                List.of(10, 100, 1_000),
                NoOpFunction.role(),
                1,
                number -> NoOpFunction.create(function(number)),
                List.of(
                        new Read(
                                "Lambda GetFunction",
                                size -> ApiCall.rest(
                                        "lambda", "GET", "/2015-03-31/functions/" + function(size / 2), "")),
                        new Read(
                                "Lambda ListFunctions, a page of 10",
                                size -> ApiCall.rest("lambda", "GET", "/2015-03-31/functions?MaxItems=10", ""))));
    }

    private static String function(int number) {
        return "function-%04d".formatted(number);
    }

    private static Subject objects() {
        return new Subject(
                "objects",
                List.of(1_000, 10_000, 100_000),
                List.of(ApiCall.s3("PUT", "/growing")),
                1,
                number -> ApiCall.s3("PUT", object(number), new byte[1]),
                List.of(
                        new Read("S3 HeadObject", size -> ApiCall.s3("HEAD", object(size / 2))),
                        new Read("S3 GetObject", size -> ApiCall.s3("GET", object(size / 2))),
                        new Read(
                                "S3 ListObjectsV2, a page of 100 from the middle",
                                size -> ApiCall.s3(
                                        "GET", "/growing?list-type=2&max-keys=100&start-after=" + key(size / 2 - 1)))));
    }

    private static String object(int number) {
        return "/growing/" + key(number);
    }

    private static String key(int number) {
        return "key-%06d".formatted(number);
    }

    private static Subject streams() {
        return new Subject(
                "log streams",
                List.of(100, 1_000, 10_000),
                List.of(logs("CreateLogGroup", "{\"logGroupName\": \"growing\"}")),
                1,
                number -> logs(
                        "CreateLogStream",
                        "{\"logGroupName\": \"growing\", \"logStreamName\": \"%s\"}".formatted(stream(number))),
                List.of(
                        new Read(
                                "Logs DescribeLogStreams, 10 by their prefix",
                                size -> logs(
                                        "DescribeLogStreams",
                                        "{\"logGroupName\": \"growing\", \"logStreamNamePrefix\": \"stream-%04d\"}"
                                                .formatted(size / 20))),
                        new Read(
                                "Logs GetLogEvents, of one stream of many",
                                size -> logs(
                                        "GetLogEvents",
                                        "{\"logGroupName\": \"growing\", \"logStreamName\": \"%s\"}"
                                                .formatted(stream(size / 2)))),
                        new Read(
                                "Logs FilterLogEvents, of one stream of many",
                                size -> logs(
                                        "FilterLogEvents",
                                        "{\"logGroupName\": \"growing\", \"logStreamNames\": [\"%s\"]}"
                                                .formatted(stream(size / 2))))));
    }

    private static String stream(int number) {
        return "stream-%05d".formatted(number);
    }

    /** The events are of the last hours, since older ones than two weeks would not be taken. */
    private static Subject events(Instant now) {
        var most = 1_000_000;
        var begin = now.toEpochMilli() - (long) most * STEP_MILLIS;
        return new Subject(
                "log events",
                List.of(EVENTS_A_BATCH, 100_000, most),
                List.of(
                        logs("CreateLogGroup", "{\"logGroupName\": \"growing\"}"),
                        logs("CreateLogStream", "{\"logGroupName\": \"growing\", \"logStreamName\": \"stream\"}")),
                EVENTS_A_BATCH,
                batch -> logs(
                        "PutLogEvents",
                        IntStream.range(batch * EVENTS_A_BATCH, (batch + 1) * EVENTS_A_BATCH)
                                .mapToObj(number -> "{\"timestamp\": %d, \"message\": \"%s\"}"
                                        .formatted(begin + (long) number * STEP_MILLIS, MESSAGE))
                                .collect(Collectors.joining(
                                        ",",
                                        "{\"logGroupName\": \"growing\", \"logStreamName\": \"stream\", \"logEvents\": [",
                                        "]}"))),
                List.of(
                        new Read(
                                "Logs GetLogEvents, a window of 100 in the middle",
                                size -> logs(
                                        "GetLogEvents",
                                        "{\"logGroupName\": \"growing\", \"logStreamName\": \"stream\", %s}"
                                                .formatted(window(begin, size)))),
                        new Read(
                                "Logs FilterLogEvents, a window of 100 in the middle",
                                size -> logs(
                                        "FilterLogEvents",
                                        "{\"logGroupName\": \"growing\", %s}".formatted(window(begin, size))))));
    }

    private static String window(long begin, int size) {
        var from = begin + (long) size / 2 * STEP_MILLIS;
        return "\"startTime\": %d, \"endTime\": %d".formatted(from, from + EVENTS_A_PAGE * STEP_MILLIS - 1);
    }

    private static ApiCall logs(String operation, String body) {
        return ApiCall.json("logs", "Logs_20140328." + operation, "1.1", body);
    }
}
