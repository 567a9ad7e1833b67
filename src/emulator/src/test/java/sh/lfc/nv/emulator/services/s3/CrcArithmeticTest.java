package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrcArithmeticTest {

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void whatIsCalculatedIsWhatReadingTheWholeGives(ChecksumKind kind) {
        byte[] text = bytes(100_003);
        CrcArithmetic crc = kind.arithmetic().orElseThrow();

        for (int cut : new int[] {0, 1, 15, 16, 17, 4_096, 100_002, 100_003}) {
            byte[] first = Arrays.copyOf(text, cut);
            byte[] second = Arrays.copyOfRange(text, cut, text.length);

            long whole = crc.concatenated(crc.value(read(kind, first)), crc.value(read(kind, second)), second.length);

            assertThat(crc.bytes(whole)).isEqualTo(read(kind, text));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void nothingInFrontChangesNothing(ChecksumKind kind) {
        CrcArithmetic crc = kind.arithmetic().orElseThrow();
        byte[] text = bytes(1_000);

        assertThat(crc.bytes(crc.concatenated(crc.ofNothing(), crc.value(read(kind, text)), text.length)))
                .isEqualTo(read(kind, text));
    }

    /** The check value of the algorithm's catalogue entry, and the same text read in pieces of all sizes. */
    @ParameterizedTest
    @EnumSource(names = "CRC64NVME")
    void crc64IsTheOneOfTheCatalogueInWhateverPiecesItIsRead(ChecksumKind kind) {
        CrcArithmetic crc = kind.arithmetic().orElseThrow();
        assertThat(crc.value(read(kind, "123456789".getBytes()))).isEqualTo(0xAE8B14860A799888L);

        byte[] text = bytes(300);
        for (int piece = 1; piece <= 40; piece++) {
            ChecksumKind.Running running = kind.start();
            for (int at = 0; at < text.length; at += piece) {
                running.update(text, at, Math.min(piece, text.length - at));
            }
            assertThat(running.value()).isEqualTo(read(kind, text));
        }
    }

    private static byte[] read(ChecksumKind kind, byte[] bytes) {
        ChecksumKind.Running running = kind.start();
        running.update(bytes, 0, bytes.length);
        return running.value();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
