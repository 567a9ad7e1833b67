package sh.lfc.nv.harness.localstack;

import java.net.URI;

/** Where AWS's APIs are spoken for a run: something that ran before, or something that was started for it. */
interface Place extends AutoCloseable {

    URI endpoint();

    /** Whether everything in it goes when it is closed. */
    boolean isOwn();

    @Override
    void close();

    /** What runs by itself, and goes on doing so. */
    static Place attached(URI endpoint) {
        return new Place() {
            @Override
            public URI endpoint() {
                return endpoint;
            }

            @Override
            public boolean isOwn() {
                return false;
            }

            @Override
            public void close() {
                // It is somebody else's.
            }
        };
    }
}
