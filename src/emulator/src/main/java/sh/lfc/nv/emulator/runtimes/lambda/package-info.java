/**
 * Execution environments of Lambda: processes that run AWS's own Java runtime client against a Runtime API of the
 * emulator. Knows nothing of Lambda's control plane: who may invoke what, versions and queues live in
 * {@code services.lambda}.
 */
package sh.lfc.nv.emulator.runtimes.lambda;
