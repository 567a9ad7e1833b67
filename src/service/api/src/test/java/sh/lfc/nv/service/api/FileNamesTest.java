package sh.lfc.nv.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.txt", "Übersicht + 1.txt", "日本", "😀", "a b", "100%", "a?b#c&d", "..a", "\\", "\"", "api"
            })
    void ordinaryAndUnusualNamesAreTaken(String name) {
        assertThat(FileNames.forUpload(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "a/b", "a%2Fb", "a%2fb", "a\nb", "a\0b", "\u007f", "a\u0085", "\ud800", "\ufffd", ".", "..",
                "healthz"
            })
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> FileNames.forUpload(name))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo("InvalidName"));
    }

    @Test
    void theLengthCountsInBytes() {
        assertThat(FileNames.forUpload("ü".repeat(512))).hasSize(512);
        assertThatThrownBy(() -> FileNames.forUpload("ü".repeat(513))).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a%2Fb", "healthz", "/a"})
    void keysMayBeLookedUp(String key) {
        assertThat(FileNames.forDownload(key)).isEqualTo(key);
    }
}
