package sh.lfc.nv.canary.steps;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.canary.client.Answer;
import sh.lfc.nv.canary.client.FileServiceClient;
import sh.lfc.nv.canary.client.FileServiceClient.ListedFile;
import sh.lfc.nv.canary.system.CurrentSystem;
import sh.lfc.nv.canary.system.SystemUnderTest;

/**
 * What the steps of one scenario share: the system, a client of it, the last answer, and the scenario's own files.
 *
 * <p>Scenarios run at the same time on one system, so each gives its files names of its own.
 */
public final class Scene {
    private static final int PAGE = 500;

    private final SystemUnderTest system = CurrentSystem.get();
    private final FileServiceClient client = CurrentSystem.client();
    private final String own = system.objectPrefix() + HexFormat.of().formatHex(randomBytes(5)) + "-";
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private Answer answer;
    private String last;

    public SystemUnderTest system() {
        return system;
    }

    public FileServiceClient client() {
        return client;
    }

    /** The key of a file of this scenario: its folders as they are, its name with the scenario's prefix. */
    public String key(String name) {
        var slash = name.lastIndexOf('/') + 1;
        return name.substring(0, slash) + own + name.substring(slash);
    }

    /** Remembers a file, so that it can be compared and removed; it is the last one that was spoken of. */
    public void remember(String name, byte[] content) {
        contents.put(key(name), content);
        last = name;
    }

    /** Speaks of a file, whether there is one or not. */
    public void mention(String name) {
        last = name;
    }

    /** The name of the file that was spoken of last. */
    public String last() {
        return last;
    }

    public byte[] content(String name) {
        return Optional.ofNullable(contents.get(key(name)))
                .orElseThrow(() -> new AssertionError("the scenario has no file called " + name));
    }

    /** The keys of all files that the scenario has put in, or has tried to. */
    public Collection<String> keys() {
        return List.copyOf(contents.keySet());
    }

    public void answer(Answer latest) {
        answer = latest;
    }

    public Answer answer() {
        return lastAnswer().orElseThrow(() -> new AssertionError("nothing was answered yet"));
    }

    /** What was answered last, if anything was asked. */
    Optional<Answer> lastAnswer() {
        return Optional.ofNullable(answer);
    }

    /** What the list says of the scenario's own files. */
    public List<ListedFile> listed() {
        return client.listAll(PAGE).stream()
                .filter(file -> file.filename().startsWith(own))
                .toList();
    }

    public List<ListedFile> listed(String name) {
        var key = key(name);
        return listed().stream().filter(file -> file.key().equals(key)).toList();
    }

    /** Content that no other file has. */
    public static byte[] randomBytes(int count) {
        var bytes = new byte[count];
        new Random(new SecureRandom().nextLong()).nextBytes(bytes);
        return bytes;
    }

    /** Names for so many files. */
    public List<String> names(int count) {
        var names = new ArrayList<String>();
        for (var i = 1; i <= count; i++) {
            names.add("file-" + i + ".txt");
        }
        return names;
    }
}
