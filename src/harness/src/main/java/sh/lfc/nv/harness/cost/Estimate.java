package sh.lfc.nv.harness.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What stacks cost while they stand.
 *
 * @param amounts by kind
 * @param hourly US dollars for all of it
 * @param life how long they stand at most
 */
public record Estimate(Map<String, Double> amounts, Map<String, Double> hourly, Duration life) {
    private static final double HOUR = 3_600;

    /** @param stacks the names of those that are to be made */
    public static Estimate of(Bill bill, Collection<String> stacks, Prices prices, Duration life) {
        var amounts = bill.of(stacks);
        var hourly = new java.util.TreeMap<String, Double>();
        amounts.forEach((kind, amount) -> hourly.put(kind, amount * prices.of(kind)));
        return new Estimate(amounts, hourly, life);
    }

    /** US dollars an hour. */
    public double perHour() {
        return hourly.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** US dollars until it has to be gone. */
    public double most() {
        return perHour() * life.toSeconds() / HOUR;
    }

    /** For the user, the dearest first. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        hourly.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> lines.add(
                        String.format(Locale.ROOT, "  %-52s %6.4f USD/h", times(entry.getKey()), entry.getValue())));
        lines.add(String.format(
                Locale.ROOT,
                "  %-52s %6.4f USD/h, at most %.2f USD in %s",
                "together, without what costs by use",
                perHour(),
                most(),
                shown(life)));
        return lines;
    }

    private String times(String kind) {
        var amount = amounts.get(kind);
        return amount == 1 ? kind : String.format(Locale.ROOT, "%s × %.0f", kind, amount);
    }

    private static String shown(Duration life) {
        return life.toMinutesPart() == 0 ? life.toHours() + " h" : life.toMinutes() + " min";
    }
}
