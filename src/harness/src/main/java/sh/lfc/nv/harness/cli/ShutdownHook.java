package sh.lfc.nv.harness.cli;

/** Work that is done when the process is told to end (Ctrl-C, SIGTERM); not when this was closed before. */
final class ShutdownHook implements AutoCloseable {
    private final Thread thread;

    private ShutdownHook(Runnable work) {
        thread = new Thread(work, "shutdown");
    }

    static ShutdownHook running(Runnable work) {
        var hook = new ShutdownHook(work);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // It is running right now: the process ends.
        }
    }
}
