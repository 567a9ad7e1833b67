package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyStoreTest {

    private static final Set<ChecksumKind> NONE = EnumSet.noneOf(ChecksumKind.class);

    @TempDir
    private Path folder;

    @Test
    void whatAnEarlierEmulatorLeftIsNotInTheWay() throws IOException {
        new BodyStore(folder).receive(new ByteArrayInputStream(new byte[] {1, 2}), NONE);

        StoredBody body = new BodyStore(folder).receive(new ByteArrayInputStream(new byte[] {3}), NONE);

        assertThat(body.file()).hasBinaryContent(new byte[] {3});
        assertThat(folder).isDirectoryContaining(body.file()::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aBodyThatBreaksOffLeavesNoFile() {
        BodyStore store = new BodyStore(folder);
        InputStream broken = new InputStream() {
            private int blocks = 3;

            @Override
            public int read() throws IOException {
                throw new IOException("the connection broke");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (blocks-- <= 0) {
                    throw new IOException("the connection broke");
                }
                return length;
            }
        };

        assertThatThrownBy(() -> store.receive(broken, NONE)).hasMessage("the connection broke");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSharedBodyOutlivesTheOtherOne() throws IOException {
        BodyStore store = new BodyStore(folder);
        StoredBody body = store.receive(new ByteArrayInputStream(new byte[] {1}), NONE);

        Path shared = store.share(body.file());
        store.delete(body.file());

        assertThat(shared).hasBinaryContent(new byte[] {1});
    }
}
