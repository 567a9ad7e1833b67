package sh.lfc.nv.service.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.service.postgres.Database;
import sh.lfc.nv.service.postgres.DatabaseException;
import sh.lfc.nv.service.postgres.PostgresSettings;
import sh.lfc.nv.service.secrets.CachedSecrets;
import sh.lfc.nv.service.testing.TestPostgres;

class FileCatalogTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    private final TestPostgres postgres = TestPostgres.shared();
    private final PostgresSettings settings = postgres.migratedDatabase();
    private final String bucket = "bucket-" + UUID.randomUUID();
    private final List<Database> connections = new ArrayList<>();
    private final FileCatalog catalog = newCatalog(bucket);

    @AfterEach
    void closeConnections() {
        connections.forEach(Database::close);
    }

    @Test
    void aFileIsFoundAsItWasPut() {
        FileEntry file = new FileEntry(
                "reports/2026/Übersicht + 1.txt", 3_000_000_000L, "text/plain", "abc", Optional.of("v1"), NOON);

        assertThat(catalog.put(file, new Sequencer("01"))).isTrue();

        assertThat(catalog.findByKey(file.key())).contains(file);
        assertThat(catalog.list(10, Optional.empty()).files()).containsExactly(file);
        assertThat(file.filename()).isEqualTo("Übersicht + 1.txt");
        assertThat(file.prefixPath()).isEqualTo("reports/2026/");
    }

    @Test
    void anEventThatIsNotNewerChangesNothing() {
        catalog.put(file("a", "second"), new Sequencer("02"));

        assertThat(catalog.put(file("a", "again"), new Sequencer("02"))).isFalse();
        assertThat(catalog.put(file("a", "again"), new Sequencer("0200"))).isFalse();
        assertThat(catalog.put(file("a", "first"), new Sequencer("01FF"))).isFalse();
        assertThat(catalog.remove("a", new Sequencer("01"), NOON)).isFalse();

        assertThat(catalog.findByKey("a")).map(FileEntry::etag).contains("second");
    }

    @Test
    void aRemovedFileIsGoneAndALateCreationDoesNotBringItBack() {
        catalog.put(file("a", "one"), new Sequencer("01"));

        assertThat(catalog.remove("a", new Sequencer("03"), NOON)).isTrue();
        assertThat(catalog.put(file("a", "two"), new Sequencer("02"))).isFalse();

        assertThat(catalog.findByKey("a")).isEmpty();
        assertThat(catalog.findByFilename("a", 10)).isEmpty();
        assertThat(catalog.list(10, Optional.empty()).files()).isEmpty();
    }

    @Test
    void aRemovalThatComesBeforeItsCreationWins() {
        assertThat(catalog.remove("a", new Sequencer("02"), NOON)).isTrue();

        assertThat(catalog.put(file("a", "one"), new Sequencer("01"))).isFalse();
        assertThat(catalog.put(file("a", "three"), new Sequencer("03"))).isTrue();

        assertThat(catalog.findByKey("a")).map(FileEntry::etag).contains("three");
    }

    @Test
    void bucketsDoNotMeet() {
        catalog.put(file("a", "one"), new Sequencer("01"));

        assertThat(newCatalog("other").findByKey("a")).isEmpty();
    }

    @Test
    void pagesCoverTheListOnceInTheOrderOfTheKeys() {
        List<String> keys = List.of("A", "Z", "a", "a b", "a/1", "a/10", "a/2", "z", "ä", "日本", "😀");
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(5));
        shuffled.forEach(key -> catalog.put(file(key, "x"), new Sequencer("01")));

        for (int limit = 1; limit <= keys.size() + 1; limit++) {
            List<String> seen = new ArrayList<>();
            Optional<String> token = Optional.empty();
            do {
                Page page = catalog.list(limit, token);
                assertThat(page.files()).hasSizeBetween(1, limit);
                page.files().forEach(file -> seen.add(file.key()));
                token = page.next();
            } while (token.isPresent());
            assertThat(seen).isEqualTo(keys);
        }
    }

    @Test
    void aPageGoesOnAfterAKeyThatWasRemovedInTheMeantime() {
        List.of("a", "b", "c").forEach(key -> catalog.put(file(key, "x"), new Sequencer("01")));
        Page first = catalog.list(2, Optional.empty());
        catalog.remove("b", new Sequencer("02"), NOON);

        assertThat(catalog.list(2, first.next()).files())
                .extracting(FileEntry::key)
                .containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "=", "YQ==", "YR", "_w", "AA", "a"})
    void whatIsNotAPagesTokenIsRefused(String token) {
        assertThatThrownBy(() -> catalog.list(10, Optional.of(token))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileNameIsFoundUnderEveryPrefix() {
        List.of("b/x", "x", "a/x", "a/xx").forEach(key -> catalog.put(file(key, "x"), new Sequencer("01")));

        assertThat(catalog.findByFilename("x", 10)).extracting(FileEntry::key).containsExactly("a/x", "b/x", "x");
        assertThat(catalog.findByFilename("x", 2)).hasSize(2);
        assertThat(catalog.findByFilename("%", 2)).isEmpty();
    }

    @Test
    void aKeyThatTheDatabaseCannotHoldIsTheDatasFault() {
        assertThatThrownBy(() -> catalog.put(file("a\0b", "x"), new Sequencer("01")))
                .isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(e.causedByData())
                        .isTrue());
    }

    /** Any order of arrival, with repetitions, ends in the state of the newest event. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theNewestEventDecidesInWhateverOrderTheyArrive(int seed) {
        Random random = new Random(seed);
        List<Event> events = events("key-" + seed, random, 8);
        List<Event> arrivals = new ArrayList<>(events);
        arrivals.addAll(events.subList(0, 4));
        Collections.shuffle(arrivals, random);

        long applied = arrivals.stream().filter(event -> event.apply(catalog)).count();

        assertNewestWon(events);
        assertThat(applied).isLessThanOrEqualTo(events.size());
    }

    @Test
    void instancesThatApplyEventsOfAKeyAtTheSameTimeDoNotOvertakeEachOther() throws Exception {
        List<Event> events = events("contended", new Random(99), 40);
        List<FileCatalog> instances =
                IntStream.range(0, 4).mapToObj(i -> newCatalog(bucket)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(instances.size());
        try {
            List<Callable<Void>> runs = new ArrayList<>();
            for (int i = 0; i < instances.size(); i++) {
                List<Event> arrivals = new ArrayList<>(events);
                Collections.shuffle(arrivals, new Random(i));
                FileCatalog instance = instances.get(i);
                runs.add(() -> {
                    arrivals.forEach(event -> event.apply(instance));
                    return null;
                });
            }
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertNewestWon(events);
    }

    private void assertNewestWon(List<Event> events) {
        Event newest = Collections.max(events, Comparator.comparing(Event::sequencer));
        Optional<String> expected = newest.created ? Optional.of(newest.sequencer.digits()) : Optional.empty();
        assertThat(catalog.findByKey(newest.key).map(FileEntry::etag)).isEqualTo(expected);
    }

    /** Events with sequencers of different lengths, none equal to another. */
    private static List<Event> events(String key, Random random, int count) {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            String digits = Long.toHexString(random.nextLong(1 << 20)).toUpperCase(Locale.ROOT);
            Sequencer sequencer = new Sequencer("00" + digits.substring(0, 1 + random.nextInt(digits.length())));
            if (events.stream().allMatch(event -> event.sequencer.compareTo(sequencer) != 0)) {
                events.add(new Event(key, sequencer, random.nextBoolean()));
            }
        }
        return events;
    }

    private FileCatalog newCatalog(String bucket) {
        Database database = new Database(settings, new CachedSecrets(postgres.secrets(), InstantSource.system()));
        connections.add(database);
        return new FileCatalog(database, bucket);
    }

    private static FileEntry file(String key, String etag) {
        return new FileEntry(key, 1, "text/plain", etag, Optional.empty(), NOON);
    }

    private record Event(String key, Sequencer sequencer, boolean created) {

        boolean apply(FileCatalog catalog) {
            return created
                    ? catalog.put(file(key, sequencer.digits()), sequencer)
                    : catalog.remove(key, sequencer, NOON);
        }
    }
}
