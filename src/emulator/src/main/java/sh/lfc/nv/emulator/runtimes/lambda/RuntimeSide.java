package sh.lfc.nv.emulator.runtimes.lambda;

/** What the process of an execution environment says and asks through the Runtime API. */
interface RuntimeSide {

    /** Waits for the next event; null when the environment has ended. */
    Delivery next() throws InterruptedException;

    /** The function returned; false if there is no such invocation. */
    boolean respond(String requestId, byte[] payload);

    /** The function failed; false if there is no such invocation. */
    boolean fail(String requestId, String errorType, byte[] document);

    /** The runtime could not load the function. */
    void initFailed(String errorType, byte[] document);

    /** An event with the time, in milliseconds of the system's clock, by which it has to be answered. */
    record Delivery(Invocation invocation, long deadline) {}
}
