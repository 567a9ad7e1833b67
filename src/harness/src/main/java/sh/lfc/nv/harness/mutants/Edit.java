package sh.lfc.nv.harness.mutants;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.harness.HarnessException;

/**
 * A change of one file.
 *
 * @param file its name in the stack's folder
 * @param find a text that stands in it exactly once
 * @param put what stands there instead; empty to take it away
 */
public record Edit(String file, String find, String put) {

    /** @throws HarnessException when the text does not stand in the content exactly once */
    String apply(String content) {
        var first = content.indexOf(find);
        if (first < 0) {
            throw new HarnessException("%s does not hold the text to be replaced:%n%s".formatted(file, find.indent(2)));
        }
        if (content.indexOf(find, first + 1) >= 0) {
            throw new HarnessException(
                    "%s holds the text to be replaced more than once:%n%s".formatted(file, find.indent(2)));
        }
        return content.substring(0, first) + put + content.substring(first + find.length());
    }

    /** The change as a reader of a review sees it. */
    String diff() {
        return Stream.of(
                        Stream.of("--- " + file),
                        find.lines().map(line -> "- " + line),
                        put.lines().map(line -> "+ " + line))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }
}
