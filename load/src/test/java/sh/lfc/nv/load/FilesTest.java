package sh.lfc.nv.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.load.Files.File;

class FilesTest {

    @Test
    void noTwoFilesOfARunHaveTheSameNameWhoeverMakesThem() {
        var names = new HashSet<String>();
        for (var shard = 0; shard < 3; shard++) {
            var files = new Files("a-run", String.valueOf(shard));
            Stream.generate(files::next).limit(500).map(File::name).forEach(names::add);
        }

        assertThat(names).hasSize(1_500).allMatch(name -> name.startsWith(Files.prefix("a-run")));
    }

    @Test
    void sizesAreSpreadOverTheMagnitudesFromOneKibibyteToFiveMebibytes() {
        var files = new Files("a-run", "a");

        var sizes = Stream.generate(files::next).limit(2_000).map(File::size).toList();

        assertThat(sizes).allMatch(size -> size >= 1_024 && size <= 5 * 1_024 * 1_024);
        var small = sizes.stream().filter(size -> size < 64 * 1_024).count();
        var large = sizes.stream().filter(size -> size > 1_024 * 1_024).count();
        assertThat(small).isBetween(850L, 1_100L);
        assertThat(large).isBetween(280L, 480L);
    }

    @Test
    void theSameRunAndMakerHaveTheSameFilesAgain() {
        var one = new Files("a-run", "a");
        var again = new Files("a-run", "a");

        var file = one.next();

        assertThat(again.next()).isEqualTo(file);
        assertThat(one.content(file)).hasSize(file.size());
        assertThat(again.checksum(file)).isEqualTo(one.checksum(file));
    }
}
