package sh.lfc.nv.emulator.delivery;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;

/** One delivery with its retries, by the emulator's clock. */
public final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** What is delivered, and who wants to know what came of it. */
    public interface Parcel {

        /**
         * Tries to deliver.
         *
         * @param retry 0 for the first attempt
         * @throws DeliveryFailure when the target does not take it
         */
        void attempt(int retry);

        /** The target has taken it. */
        void delivered(int retries);

        /**
         * It was tried for the last time.
         *
         * @param exhausted the condition of the policy that does not allow another retry; null for a failure that lasts
         */
        void givenUp(DeliveryFailure failure, int retries, String exhausted);

        /** How the log calls it. */
        String shown();
    }

    private final Platform platform;
    private final Retries retries;
    private final Parcel parcel;
    private final Instant begun;

    private Delivery(Platform platform, Retries retries, Parcel parcel) {
        this.platform = platform;
        this.retries = retries;
        this.parcel = parcel;
        this.begun = platform.clock().instant();
    }

    /** Delivers in another thread. */
    public static void begin(Platform platform, Retries retries, Parcel parcel) {
        Delivery delivery = new Delivery(platform, retries, parcel);
        platform.scheduler().run(() -> delivery.attempt(0));
    }

    private void attempt(int retry) {
        try {
            parcel.attempt(retry);
        } catch (DeliveryFailure e) {
            failed(e, retry);
            return;
        } catch (RuntimeException e) {
            log.error("{} the delivery itself is faulty", parcel.shown(), e);
            failed(DeliveryFailure.lasting("INTERNAL_ERROR", String.valueOf(e.getMessage())), retry);
            return;
        }
        parcel.delivered(retry);
    }

    private void failed(DeliveryFailure failure, int retry) {
        Duration age = Duration.between(begun, platform.clock().instant());
        Retries.Verdict verdict =
                failure.retriable() ? retries.afterFailure(retry, age) : new Retries.Verdict(null, null);
        log.warn(
                "{} retry={} code={} again={} not delivered: {}",
                parcel.shown(),
                retry,
                failure.code(),
                verdict.pause(),
                failure.getMessage());
        if (verdict.pause() == null) {
            parcel.givenUp(failure, retry, verdict.exhausted());
        } else {
            platform.scheduler().after(verdict.pause(), () -> attempt(retry + 1));
        }
    }
}
