package sh.lfc.nv.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void theRequestsOfAllProcessesAreToldTogether() {
        var told = new ArrayList<String>();
        var progress = new Progress(2, told::add);

        progress.line(1, "> Global                 |     1,200 |     1,199 |         1");
        progress.line(0, "2026-11-29 02:07:16 GMT                                  5s elapsed");
        progress.line(0, "> Global                 |        50 |        50 |         -");
        progress.line(0, "> list                   |        50 |        50 |         -");
        progress.line(0, "Global: percentage of failed events is less than or equal to 0.1 : false (actual : 10.0)");

        assertThat(told)
                .containsExactly(
                        "   5 s  1,250 requests, 1 failed",
                        "BROKEN  Global: percentage of failed events is less than or equal to 0.1: 10.0");
    }
}
