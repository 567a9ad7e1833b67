package sh.lfc.nv.service.update;

/** Where events go that will never be applied. */
interface DeadLetters {

    /**
     * Puts an event aside.
     *
     * @param event as S3 would send it, so that it can be sent again
     * @param requestId of the invocation that met it
     */
    void send(String event, String reason, String requestId);
}
