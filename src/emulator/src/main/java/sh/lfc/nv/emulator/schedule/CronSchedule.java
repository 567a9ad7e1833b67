package sh.lfc.nv.emulator.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cron expression of AWS: minutes, hours, day of month, month, day of week, year. It is Quartz's without the seconds,
 * which the library knows with all of {@code ? L W #}.
 */
final class CronSchedule implements Schedule {

    private static final Pattern EXPRESSION = Pattern.compile("cron\\(\\s*(\\S+(?:\\s+\\S+){5})\\s*\\)");

    private final ExecutionTime times;

    private CronSchedule(ExecutionTime times) {
        this.times = times;
    }

    static CronSchedule parse(String expression) {
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + expression + "\" is neither rate(number unit) nor cron(with six fields)");
        }
        try {
            CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
            return new CronSchedule(
                    ExecutionTime.forCron(parser.parse("0 " + matcher.group(1)).validate()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + expression + "\" is not a cron expression: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
    }
}
