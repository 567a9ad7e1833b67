package sh.lfc.nv.emulator.faults;

import sh.lfc.nv.emulator.call.Principal;

/** Tells which calls come too often, without a fault being added for it. Safe for use by many threads. */
@FunctionalInterface
public interface CallLimits {

    /** Nobody calls too often. */
    CallLimits NONE = (service, operation, caller) -> false;

    /**
     * Whether a call is one too many.
     *
     * @param service the SDK's package
     */
    boolean exceeded(String service, String operation, Principal caller);
}
