/**
 * AWS Lambda's control plane and its invocations: functions, versions, aliases, policies, settings, the queue of
 * asynchronous events. Processes are none of its business: those live in {@code runtimes.lambda}.
 */
package sh.lfc.nv.emulator.services.lambda;
