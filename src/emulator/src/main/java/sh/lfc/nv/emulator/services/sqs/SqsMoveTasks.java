package sh.lfc.nv.emulator.services.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** Moves messages out of dead-letter queues, after {@code StartMessageMoveTask} of the SQS API reference. */
final class SqsMoveTasks implements AwsService {

    private static final int KEPT = 10;
    private static final int DEFAULT_RATE = 500;

    private final Sqs queues;
    private final Deque<Task> tasks = new ConcurrentLinkedDeque<>();

    SqsMoveTasks(Sqs queues) {
        this.queues = queues;
    }

    @Override
    public String sdkPackage() {
        return "sqs";
    }

    private final class Task {
        private final String handle;
        private final SqsQueue source;
        private final String destinationArn;
        private final Integer rate;
        private final Instant started = queues.platform().clock().instant();
        private final long toMove;
        private final AtomicLong moved = new AtomicLong();
        private volatile String status = "RUNNING";
        private volatile String failure;

        Task(SqsQueue source, String destinationArn, Integer rate) {
            this.source = source;
            this.destinationArn = destinationArn;
            this.rate = rate;
            this.toMove = source.depth().visible();
            String plain =
                    "{\"taskId\":\"" + queues.platform().ids().uuid() + "\",\"sourceArn\":\"" + source.arn() + "\"}";
            this.handle = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }

        /** Moves as many messages as one second allows, and the rest later. */
        void step() {
            for (int i = 0; i < (rate == null ? DEFAULT_RATE : rate); i++) {
                if (!status.equals("RUNNING")) {
                    status = "CANCELLED";
                    return;
                }
                Optional<StoredMessage> message = moved.get() < toMove ? source.takeOut() : Optional.empty();
                if (message.isEmpty()) {
                    status = "COMPLETED";
                    return;
                }
                String to = destinationArn == null ? message.get().deadLetterSource : destinationArn;
                Optional<SqsQueue> destination = queues.byArn(to);
                if (destination.isEmpty()) {
                    source.accept(message.get(), message.get().deadLetterSource);
                    failure = "CouldNotDetermineMessageSource";
                    status = "FAILED";
                    return;
                }
                destination.get().accept(message.get(), null);
                moved.incrementAndGet();
            }
            queues.platform().scheduler().after(Duration.ofSeconds(1), this::step);
        }

        ListMessageMoveTasksResultEntry describe() {
            boolean running = status.equals("RUNNING");
            return ListMessageMoveTasksResultEntry.builder()
                    .taskHandle(running ? handle : null)
                    .status(status)
                    .sourceArn(source.arn())
                    .destinationArn(destinationArn)
                    .maxNumberOfMessagesPerSecond(rate)
                    .approximateNumberOfMessagesMoved(moved.get())
                    .approximateNumberOfMessagesToMove(toMove)
                    .failureReason(failure)
                    .startedTimestamp(started.toEpochMilli())
                    .build();
        }
    }

    public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request, Call call) {
        SqsQueue source = source(request.sourceArn());
        boolean isDeadLetterQueue = queues.of(source.scope()).values().stream().anyMatch(queue -> queue.attributes()
                .redrivePolicy()
                .filter(policy -> policy.target().equals(source.arn()))
                .isPresent());
        if (!isDeadLetterQueue) {
            throw SqsErrors.invalid("Source queue must be configured as a Dead Letter Queue.");
        }
        if (request.destinationArn() != null
                && queues.byArn(request.destinationArn()).isEmpty()) {
            throw noResource();
        }
        Integer rate = request.maxNumberOfMessagesPerSecond();
        if (rate != null && (rate < 1 || rate > DEFAULT_RATE)) {
            throw SqsErrors.invalid(rate, "MaxNumberOfMessagesPerSecond", "Must be between 1 and 500, if provided.");
        }
        Task task = new Task(source, request.destinationArn(), rate);
        synchronized (this) {
            if (of(source).stream().anyMatch(other -> other.status.equals("RUNNING"))) {
                throw AwsError.badRequest(
                        "AWS.SimpleQueueService.UnsupportedOperation",
                        "There is already a task running. Only one active task is allowed for a source queue arn at a "
                                + "given time.");
            }
            List<Task> old = of(source);
            old.stream().skip(KEPT - 1).forEach(tasks::remove);
            tasks.addFirst(task);
        }
        queues.platform().scheduler().run(task::step);
        return StartMessageMoveTaskResponse.builder().taskHandle(task.handle).build();
    }

    public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request, Call call) {
        int limit = request.maxResults() == null ? 1 : request.maxResults();
        if (limit < 1 || limit > KEPT) {
            throw SqsErrors.invalid(limit, "MaxResults", "Value for parameter MaxResults must be between 1 and 10.");
        }
        return ListMessageMoveTasksResponse.builder()
                .results(of(source(request.sourceArn())).stream()
                        .limit(limit)
                        .map(Task::describe)
                        .toList())
                .build();
    }

    public CancelMessageMoveTaskResponse cancelMessageMoveTask(CancelMessageMoveTaskRequest request, Call call) {
        Task task = tasks.stream()
                .filter(candidate -> candidate.handle.equals(request.taskHandle()))
                .findFirst()
                .orElseThrow(() -> ResourceNotFoundException.builder()
                        .message("Task does not exist.")
                        .build());
        if (!task.status.equals("RUNNING")) {
            throw AwsError.badRequest(
                    "AWS.SimpleQueueService.UnsupportedOperation", "Only active tasks can be cancelled.");
        }
        task.status = "CANCELLING";
        return CancelMessageMoveTaskResponse.builder()
                .approximateNumberOfMessagesMoved(task.moved.get())
                .build();
    }

    /** The tasks of a queue, the latest first. */
    private List<Task> of(SqsQueue source) {
        List<Task> own = new ArrayList<>();
        tasks.forEach(task -> {
            if (task.source == source) {
                own.add(task);
            }
        });
        return own;
    }

    private SqsQueue source(String arn) {
        if (arn == null) {
            throw SqsErrors.missing("SourceArn");
        }
        return queues.byArn(arn).orElseThrow(SqsMoveTasks::noResource);
    }

    private static ResourceNotFoundException noResource() {
        return ResourceNotFoundException.builder()
                .message("The resource that you specified for the SourceArn parameter doesn't exist.")
                .build();
    }
}
