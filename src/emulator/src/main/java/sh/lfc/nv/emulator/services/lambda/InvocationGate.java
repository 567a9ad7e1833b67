package sh.lfc.nv.emulator.services.lambda;

import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Principal;

/** Stands before invocations that do not come as calls of Invoke: from the queue of events, and from services. */
@FunctionalInterface
public interface InvocationGate {

    /**
     * Lets an invocation through.
     *
     * @param sender who sent the event
     * @throws AwsError when Lambda refuses it; an event in the queue is tried again later
     */
    void admit(String functionArn, Principal sender);
}
