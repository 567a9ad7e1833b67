package sh.lfc.nv.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import sh.lfc.nv.emulator.gateway.AdminHandler;
import sh.lfc.nv.emulator.time.EmulatorClock;

/**
 * The clock, asked for and moved from outside. Each answer tells what it shows and how it runs, in JSON.
 *
 * <ul>
 *   <li>{@code freeze}: it stands
 *   <li>{@code advance?by=P31D}: it is moved on, and all that became due is done when the answer comes
 *   <li>{@code rate?factor=60}: it runs so many times as fast
 *   <li>{@code reset}: it is the system's again
 * </ul>
 */
record ClockActions(EmulatorClock clock) {

    /** Ten years; whoever asks for more has mistaken a unit. */
    private static final Duration MOST = Duration.ofDays(3653);

    private static final long MILLIS_OF_A_SECOND = 1000;

    /** What is answered where nothing is to change. */
    Optional<AdminHandler.Answer> shown(AdminHandler.Question asked) {
        return asked.argument().equals("now") ? Optional.of(reading()) : Optional.empty();
    }

    /** What changes the time. */
    Optional<AdminHandler.Answer> moved(AdminHandler.Question asked) {
        switch (asked.argument()) {
            case "freeze" -> clock.freeze();
            case "advance" -> advance(duration(asked.require("by")));
            case "rate" -> clock.rate(factor(asked.require("factor")));
            case "reset" -> clock.reset();
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(reading());
    }

    /**
     * Signatures tell their time in whole seconds. What was signed before this question was asked is to be of before
     * the move, so the move waits for a new second.
     */
    private void advance(Duration by) {
        try {
            Thread.sleep(MILLIS_OF_A_SECOND - clock.systemTime().toEpochMilli() % MILLIS_OF_A_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        clock.advance(by);
    }

    private AdminHandler.Answer reading() {
        EmulatorClock.Setting setting = clock.setting();
        Instant now = clock.instant();
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("now", now.toString());
        json.put("rate", setting.rate());
        json.put("moved", setting.moved());
        return AdminHandler.Answer.json(json.toString());
    }

    private static Duration duration(String text) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no duration: say days, hours, minutes and seconds, such as P31D or PT90M", e);
        }
        if (duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "the time is moved by ten years at most (P" + MOST.toDays() + "D), not by " + text);
        }
        return duration;
    }

    private static double factor(String text) {
        try {
            return Double.parseDouble(text.endsWith("x") ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no pace: say a number, such as 60 or 60x", e);
        }
    }
}
