package sh.lfc.nv.emulator.traffic;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Buffers that are used again. For one thread. */
final class Buffers {

    private static final int SIZE = 32 * 1024;
    private static final int MOST = 128;

    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        if (free.size() < MOST) {
            free.push(buffer);
        }
    }
}
