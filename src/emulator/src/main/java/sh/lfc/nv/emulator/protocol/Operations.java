package sh.lfc.nv.emulator.protocol;

import java.util.Set;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.core.SdkPojo;

/** What answers the operations of one service. */
public interface Operations {

    /** The request classes of the operations that are implemented. */
    Set<Class<?>> requests();

    /**
     * Answers one operation that is among {@link #requests()}.
     *
     * @return the SDK's response, or a {@link sh.lfc.nv.emulator.call.Streamed} one
     * @throws Throwable what the service refuses with
     */
    Object invoke(SdkPojo request, Call call) throws Throwable;
}
