package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;

/**
 * Takes alarms from one state to another: has their actions taken, and the composite alarms above them judged anew at
 * once. Composite alarms that depend on themselves are judged once on each way and no further, as "evaluation stops".
 *
 * <p>Safe for use by many threads. Actions are taken in the thread that brought the change.
 */
final class AlarmTransitions {

    private static final Logger log = LoggerFactory.getLogger(AlarmTransitions.class);

    private final Platform platform;
    private final AlarmActions actions;
    private final Regional<AlarmBook> books;

    AlarmTransitions(Platform platform, AlarmActions actions, Regional<AlarmBook> books) {
        this.platform = platform;
        this.actions = actions;
        this.books = books;
    }

    /** Puts an alarm into a state, unless it is another one by now. */
    void move(Scope scope, Alarm read, Alarm.Outcome outcome) {
        change(scope, read.name(), alarm -> alarm == read ? alarm.with(next(alarm, outcome)) : alarm);
    }

    /**
     * Puts an alarm into a state by hand.
     *
     * @return whether there is such an alarm
     */
    boolean set(Scope scope, String name, Alarm.Outcome outcome) {
        AlarmBook book = books.of(scope);
        return change(
                scope,
                name,
                alarm -> alarm instanceof AlarmOnAlarms composite
                        ? composite.set(outcome, suppressorAlarms(book, composite), now())
                        : alarm.with(next(alarm, outcome)));
    }

    private Alarm.State next(Alarm alarm, Alarm.Outcome outcome) {
        return alarm.state().next(outcome, now());
    }

    /** Judges a composite alarm that has been put, and what its suppressor means for it now. */
    void judgePut(Scope scope, AlarmBook.Change put) {
        AlarmBook book = books.of(scope);
        String what = put.before() == null ? " was created" : " was updated";
        change(scope, put.after().name(), alarm -> {
            AlarmOnAlarms composite = (AlarmOnAlarms) alarm;
            List<AlarmOnAlarms.Child> children = composite.rule().references().stream()
                    .map(reference -> book.find(AlarmReference.name(composite.arn(), reference)))
                    .flatMap(Optional::stream)
                    .map(AlarmOnAlarms.Child::of)
                    .toList();
            String value = value(book, composite);
            return composite.isIn(value)
                    ? resuppressed(book, composite, put.before())
                    : composite.judged(
                            value,
                            alarm.arn() + what + " and its alarm rule evaluates to " + value,
                            children,
                            suppressorAlarms(book, composite),
                            now());
        });
    }

    /** Another suppressor ends the period that the one before has begun. */
    private AlarmOnAlarms resuppressed(AlarmBook book, AlarmOnAlarms composite, Alarm before) {
        String old = before instanceof AlarmOnAlarms put ? put.suppressor() : null;
        if (composite.suppressor() != null && composite.suppressor().equals(old)) {
            return composite;
        }
        if (suppressorAlarms(book, composite)) {
            return composite.suppressorMoved(true, now());
        }
        return composite.suppression() == null ? composite : composite.released(now());
    }

    private boolean change(Scope scope, String name, UnaryOperator<Alarm> change) {
        Optional<AlarmBook.Change> changed = books.of(scope).change(name, change);
        changed.ifPresent(done -> follow(scope, done, Set.of()));
        return changed.isPresent();
    }

    /** Does what follows from a change. */
    private void follow(Scope scope, AlarmBook.Change change, Set<String> way) {
        AlarmBook book = books.of(scope);
        Alarm before = change.before();
        Alarm after = change.after();
        if (change.ofState()) {
            book.rememberTransition(before, after);
            log.info(
                    "alarm={} from={} to={} reason={}",
                    after.name(),
                    before.state().value(),
                    after.state().value(),
                    after.state().reason());
        }
        if (isToAct(change)) {
            act(scope, before, after);
        }
        awaitEnd(scope, change);
        if (change.ofState()) {
            tellComposites(scope, change, way);
        }
    }

    /** An alarm acts when its state changes, or when what has kept it from acting on that is over. */
    private static boolean isToAct(AlarmBook.Change change) {
        Suppression now = suppression(change.after());
        Suppression then = suppression(change.before());
        return now == null && (change.ofState() || then != null && then.pending());
    }

    private static Suppression suppression(Alarm alarm) {
        return alarm instanceof AlarmOnAlarms composite ? composite.suppression() : null;
    }

    private void tellComposites(Scope scope, AlarmBook.Change change, Set<String> way) {
        AlarmBook book = books.of(scope);
        Alarm moved = change.after();
        Set<String> further = new LinkedHashSet<>(way);
        further.add(moved.name());
        List<AlarmBook.Change> changes = new ArrayList<>();
        for (AlarmOnAlarms above : book.composites()) {
            if (!above.dependsOn(moved.name())) {
                continue;
            }
            if (further.contains(above.name())) {
                log.warn("alarm={} depends on itself through {} and is not evaluated", above.name(), further);
                continue;
            }
            book.change(above.name(), alarm -> told(book, (AlarmOnAlarms) alarm, change))
                    .ifPresent(changes::add);
        }
        changes.forEach(done -> follow(scope, done, further));
    }

    /** A composite alarm after another alarm's change. */
    private AlarmOnAlarms told(AlarmBook book, AlarmOnAlarms composite, AlarmBook.Change change) {
        Alarm moved = change.after();
        AlarmOnAlarms next = composite;
        if (moved.name().equals(composite.suppressor())) {
            next = next.suppressorMoved(suppressorAlarms(book, composite), now());
        }
        String value = value(book, composite);
        if (!composite.rule().names(composite.arn()).contains(moved.name()) || composite.isIn(value)) {
            return next;
        }
        String reason = moved.arn() + " transitioned to " + moved.state().value() + " at "
                + Times.SPOKEN.format(moved.state().updated());
        return next.judged(
                value, reason, List.of(AlarmOnAlarms.Child.of(moved)), suppressorAlarms(book, composite), now());
    }

    private static String value(AlarmBook book, AlarmOnAlarms composite) {
        boolean holds = composite.rule().condition().holds(reference -> book.find(
                        AlarmReference.name(composite.arn(), reference))
                .map(alarm -> alarm.state().value())
                .orElse(null));
        return holds ? "ALARM" : "OK";
    }

    private static boolean suppressorAlarms(AlarmBook book, AlarmOnAlarms composite) {
        return composite.suppressor() != null && book.isIn(composite.suppressor(), "ALARM");
    }

    /** Frees an alarm when the period that has begun is over, unless something else has ended it. */
    private void awaitEnd(Scope scope, AlarmBook.Change change) {
        Suppression begun = suppression(change.after());
        if (begun == null || begun.length() == null || begun == suppression(change.before())) {
            return;
        }
        platform.scheduler()
                .after(
                        begun.length(),
                        () -> change(
                                scope,
                                change.after().name(),
                                alarm -> alarm instanceof AlarmOnAlarms composite && composite.suppression() == begun
                                        ? composite.released(now())
                                        : alarm));
    }

    private void act(Scope scope, Alarm before, Alarm after) {
        List<String> wanted = after.actions().in(after.state().value());
        if (!after.actions().enabled() || wanted.isEmpty()) {
            return;
        }
        TopicMessage message = new TopicMessage(scope, after, before.state().value());
        AlarmNotice notice =
                new AlarmNotice(message.subject(), message.json(), new FunctionEvent(scope, before, after).json());
        wanted.forEach(action -> act(books.of(scope), after, action, notice));
    }

    private void act(AlarmBook book, Alarm alarm, String action, AlarmNotice notice) {
        String summary;
        try {
            actions.act(alarm.arn(), action, notice);
            summary = "Successfully executed action " + action;
        } catch (RuntimeException e) {
            log.warn("alarm={} action={} failed: {}", alarm.name(), action, e.getMessage());
            summary = "Failed to execute action " + action + ". Received error: \"" + e.getMessage() + "\"";
        }
        book.remember(alarm, "Action", summary, null, alarm.state().updated());
    }

    private Instant now() {
        return platform.clock().instant();
    }
}
