package sh.lfc.nv.harness.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The summary as a browser shows it; skipped where there is none. */
class SummaryInBrowserTest {
    private static final int PHONE = 390;
    private static final int PATIENCE_SECONDS = 90;

    /** Chromium has no window as narrow as a phone: the page is shown in a frame of that width. */
    private static final String FRAME =
            """
            <!doctype html><html><body style="margin:0"><iframe src="/page" style="border:0;width:%1$dpx;height:2400px"
              onload="var d=this.contentDocument.documentElement; document.body.dataset.measured=d.clientWidth+'/'+d.scrollWidth;
              document.body.dataset.loaded=this.contentWindow.performance.getEntriesByType('resource').length;
              document.body.dataset.details=[...this.contentDocument.querySelectorAll('details.feature')].map(e=>e.open).join();
              document.body.dataset.failure=this.contentDocument.querySelector('.failure pre').getBoundingClientRect().height&gt;0"
            ></iframe></body></html>
            """
                    .formatted(PHONE);

    private static final Pattern MEASURED = Pattern.compile("data-([a-z]+)=\"([^\"]*)\"");

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String browser;

    @BeforeEach
    void findBrowser() throws IOException {
        var found = browser();
        assumeTrue(found.isPresent(), "there is no Chromium on the PATH: install the package chromium");
        browser = found.get();
        var page = new SummaryPage(Recorded.summary()).html();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var path = exchange.getRequestURI().getPath();
                asked.add(path);
                var body =
                        (path.equals("/page") ? page : path.equals("/") ? FRAME : "").getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void onAPhoneThePageIsAsWideAsTheScreenAndWhatFailedIsOpen() throws Exception {
        var dom = run("--virtual-time-budget=5000", "--dump-dom", url());

        var measured = MEASURED.matcher(dom)
                .results()
                .map(found -> found.group(1) + "=" + found.group(2))
                .toList();
        assertThat(measured)
                .contains("measured=%1$d/%1$d".formatted(PHONE), "failure=true", "details=true,false,false");
    }

    @Test
    void nothingButThePageIsAskedFor() throws Exception {
        var dom = run("--virtual-time-budget=5000", "--dump-dom", url());

        assertThat(dom).contains("data-loaded=\"0\"");
        assertThat(asked).containsOnlyOnce("/page").allMatch(List.of("/", "/page", "/favicon.ico")::contains);
    }

    @Test
    void itIsDrawn() throws Exception {
        var picture = Files.createDirectories(Path.of("target", "summary"))
                .resolve("phone.png")
                .toAbsolutePath();
        Files.deleteIfExists(picture);

        run("--window-size=%d,2400".formatted(Math.max(PHONE, 500)), "--screenshot=" + picture, url());

        var image = ImageIO.read(picture.toFile());
        var colours = new java.util.HashSet<Integer>();
        for (var y = 0; y < image.getHeight(); y += 3) {
            for (var x = 0; x < PHONE; x += 3) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertThat(colours).as("colours of text, lines and bars").hasSizeGreaterThan(20);
    }

    private String url() {
        return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        var out = folder.resolve("out.txt");
        var command = new ArrayList<>(List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("errors.txt").toFile());
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("Chromium ends by itself")
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(out);
    }

    private static Optional<String> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
