package sh.lfc.nv.emulator.services.s3;

/** Sends events of buckets on their way. S3 delivers each at least once, usually at once, and in no order. */
@FunctionalInterface
public interface EventDeparture {

    /** Has an event delivered, in another thread. */
    void send(String bucket, Runnable delivery);
}
