package sh.lfc.nv.emulator.authorization;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.core.SdkPojo;

/** Stands before every operation. Safe for use by many threads. */
public interface Gate {

    /** Lets everybody in. */
    Gate OPEN = new Gate() {
        @Override
        public void admit(String sdkPackage, String operation, SdkPojo request, Call call) {}

        @Override
        public boolean mayKnowAbsence(String sdkPackage, String operation, SdkPojo request, Call call) {
            return true;
        }
    };

    /**
     * Lets a call in, or refuses it.
     *
     * @param operation its name, for example {@code PutObject}
     * @throws AwsError with the service's code and AWS's wording when the caller lacks a permission
     */
    void admit(String sdkPackage, String operation, SdkPojo request, Call call);

    /** The ARNs of what a call is about, as its permissions name them; {@code *} where they name nothing. */
    default List<String> resources(String sdkPackage, String operation, SdkPojo request, Call call) {
        return List.of();
    }

    /** Whether a caller is told that what it asks for does not exist; otherwise, that it may not have it. */
    boolean mayKnowAbsence(String sdkPackage, String operation, SdkPojo request, Call call);
}
