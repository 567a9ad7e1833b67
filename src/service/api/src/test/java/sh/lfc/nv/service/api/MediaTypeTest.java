package sh.lfc.nv.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {

    @ParameterizedTest
    @CsvSource({
        "text/markdown, a.txt, text/markdown",
        "'text/plain; charset=utf-8', a, text/plain; charset=utf-8",
        ", a.txt, text/plain",
        ", a.png, image/png",
        ", a, application/octet-stream",
        "nonsense, a.png, image/png",
        "'text/plain\r\nX: y', a, application/octet-stream",
        "'', a.html, text/html"
    })
    void theClientsTypeGoesBeforeWhatTheNameSuggests(String given, String name, String type) {
        assertThat(MediaType.of(Optional.ofNullable(given), name)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain; charset=utf-8 | a.txt | inline; filename=\"a.txt\"; filename*=UTF-8''a.txt",
                "text/html | a.html | attachment; filename=\"a.html\"; filename*=UTF-8''a.html",
                "image/svg+xml | ü\".svg | attachment; filename=\"__.svg\"; filename*=UTF-8''%C3%BC%22.svg"
            })
    void onlyWhatIsHarmlessIsShown(String type, String name, String disposition) {
        assertThat(MediaType.disposition(type, name)).isEqualTo(disposition);
    }
}
