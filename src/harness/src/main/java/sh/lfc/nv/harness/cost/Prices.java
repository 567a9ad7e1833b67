package sh.lfc.nv.harness.cost;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import sh.lfc.nv.harness.HarnessException;

/**
 * US dollars an hour by kind: the table {@code prices.properties} beside this class, and what a user knows better. What costs
 * by use (requests, traffic, gigabytes of logs) is not in it.
 */
public final class Prices {
    private final Map<String, Double> hourly = new TreeMap<>();

    /** @param better prices that replace the table's, or add to it */
    public Prices(Map<String, Double> better) {
        var table = new Properties();
        try (var in =
                new InputStreamReader(Prices.class.getResourceAsStream("prices.properties"), StandardCharsets.UTF_8)) {
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.forEach((kind, price) -> hourly.put((String) kind, Double.valueOf((String) price)));
        hourly.putAll(better);
    }

    boolean isPriced(String kind) {
        return hourly.containsKey(kind);
    }

    double of(String kind) {
        var price = hourly.get(kind);
        if (price == null) {
            throw new HarnessException(
                    "there is no price of %s: add one under prices in the sandbox settings".formatted(kind));
        }
        return price;
    }
}
