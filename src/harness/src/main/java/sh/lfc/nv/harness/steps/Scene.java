package sh.lfc.nv.harness.steps;

import io.restassured.response.Response;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.harness.client.FileServiceClient;
import sh.lfc.nv.harness.client.FileServiceClient.ListedFile;
import sh.lfc.nv.harness.system.CurrentSystem;
import sh.lfc.nv.harness.system.SystemUnderTest;

/**
 * What the steps of one scenario share: the system, a client of it, the last answer, and the scenario's own files.
 *
 * <p>Scenarios run at the same time on one system, so each gives its files names of its own.
 */
public final class Scene {
    private static final int PAGE = 500;

    private final SystemUnderTest system = CurrentSystem.get();
    private final FileServiceClient client = new FileServiceClient(system);
    private final String own = "canary-" + HexFormat.of().formatHex(randomBytes(5)) + "-";
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private Response answer;

    SystemUnderTest system() {
        return system;
    }

    FileServiceClient client() {
        return client;
    }

    /** The key of a file of this scenario: its folders as they are, its name with the scenario's prefix. */
    String key(String name) {
        var slash = name.lastIndexOf('/') + 1;
        return name.substring(0, slash) + own + name.substring(slash);
    }

    /** Remembers a file, so that it can be compared and removed. */
    void remember(String name, byte[] content) {
        contents.put(key(name), content);
    }

    byte[] content(String name) {
        return Optional.ofNullable(contents.get(key(name)))
                .orElseThrow(() -> new AssertionError("the scenario has no file called " + name));
    }

    Collection<String> keys() {
        return List.copyOf(contents.keySet());
    }

    void answer(Response latest) {
        answer = latest;
    }

    Response answer() {
        return Optional.ofNullable(answer).orElseThrow(() -> new AssertionError("nothing was answered yet"));
    }

    /** What the list says of the scenario's own files. */
    List<ListedFile> listed() {
        return client.listAll(PAGE).stream()
                .filter(file -> file.filename().startsWith(own))
                .toList();
    }

    List<ListedFile> listed(String name) {
        var key = key(name);
        return listed().stream().filter(file -> file.key().equals(key)).toList();
    }

    /** Content that no other file has. */
    static byte[] randomBytes(int count) {
        var bytes = new byte[count];
        new Random(new SecureRandom().nextLong()).nextBytes(bytes);
        return bytes;
    }

    List<String> names(int count) {
        var names = new ArrayList<String>();
        for (var i = 1; i <= count; i++) {
            names.add("file-" + i + ".txt");
        }
        return names;
    }
}
