package sh.lfc.nv.emulator.services.s3;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Bodies and parts of them as streams. */
final class BodyStreams {

    private static final int ATTEMPTS = 20;

    /** Work that reads bodies. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    private BodyStreams() {}

    /**
     * Reads anew when a body was deleted, because its object was written again, between looking it up and opening it.
     */
    static <T> T stable(Reading<T> reading) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return reading.read();
            } catch (FileNotFoundException | NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** So many bytes of a file from an offset on. The file is open when this returns, and may be deleted then. */
    static InputStream range(Path file, long offset, long length) throws IOException {
        FileInputStream in = new FileInputStream(file.toFile());
        try {
            in.getChannel().position(offset);
            return new Limited(in, length);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(in.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
