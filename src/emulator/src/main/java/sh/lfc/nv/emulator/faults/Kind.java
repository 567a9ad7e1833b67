package sh.lfc.nv.emulator.faults;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can go wrong. */
public enum Kind {
    /** A call is refused as the service refuses who calls too often. */
    THROTTLE(Target.Calls.class),
    /** A call is refused with the service's internal error; an invocation runs and ends with an error. */
    ERROR(Target.Calls.class, Target.Function.class),
    /** A call is answered late. */
    LATENCY(Target.Calls.class),
    /** A call's connection is closed without an answer. */
    DROP(Target.Calls.class),
    /** A call is not answered until the client gives up. */
    TIMEOUT(Target.Calls.class),

    /** An engine is stopped, and started again afterwards. */
    STOP(Target.Engine.class),
    /** An engine is stopped and started at once. */
    RESTART(Target.Engine.class),
    /** An engine's standby or replica takes over; one that has none is restarted. */
    FAIL_OVER(Target.Engine.class),
    /** An engine's processes stand still: connections stay, nothing answers. */
    PAUSE(Target.Engine.class),
    /** Functions' connections to an engine are reset. */
    REFUSE(Target.Engine.class),
    /** Each exchange of functions with an engine takes longer. */
    SLOW(Target.Engine.class),
    /** Values in a cache are overwritten with random bytes. */
    GARBAGE(Target.Engine.class),

    /** A function's process is killed in the middle of the invocation. */
    CRASH(Target.Function.class),
    /** The same, as the kernel does it to one that wants more memory than it may have. */
    OUT_OF_MEMORY(Target.Function.class),
    /** A function's idle environments are ended, and new ones may start late. */
    COLD_START(Target.Function.class),

    /** A bucket's event is delivered late. */
    DELAY(Target.Bucket.class),
    /** A bucket's event is delivered twice. */
    DUPLICATE(Target.Bucket.class),
    /** A bucket's event is held back until the next one was delivered. */
    REORDER(Target.Bucket.class);

    /** What is done once, when the fault is added, and can be repeated but not undone. */
    private static final Set<Kind> ONCE = EnumSet.of(RESTART, FAIL_OVER, GARBAGE);
    /** What is done when the fault is added, and undone when it is over. */
    private static final Set<Kind> STATES = EnumSet.of(STOP, PAUSE);

    private static final Set<Kind> WITH_TIME = EnumSet.of(LATENCY, SLOW, DELAY);
    private static final Set<Kind> MAY_HAVE_TIME = EnumSet.of(LATENCY, SLOW, DELAY, COLD_START, REORDER);

    private final Set<Class<? extends Target>> targets;

    @SafeVarargs
    Kind(Class<? extends Target>... targets) {
        this.targets = Set.of(targets);
    }

    /** As it is written, for example {@code out-of-memory}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is no such kind */
    public static Kind of(String word) {
        return Stream.of(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault \"" + word + "\"; there are: "
                        + Stream.of(values()).map(Kind::word).collect(Collectors.joining(", "))));
    }

    boolean suits(Target target) {
        return targets.contains(target.getClass());
    }

    /** What it can be aimed at, for people. */
    public String aims() {
        return targets.stream().map(Target::name).sorted().collect(Collectors.joining(" or "));
    }

    public boolean isOnce() {
        return ONCE.contains(this);
    }

    public boolean isState() {
        return STATES.contains(this);
    }

    boolean needsTime() {
        return WITH_TIME.contains(this);
    }

    boolean takesTime() {
        return MAY_HAVE_TIME.contains(this);
    }
}
