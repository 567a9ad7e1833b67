/**
 * CloudWatch Synthetics: canaries, their schedules and their runs.
 *
 * <p>A canary's code runs in a real function, made and invoked through
 * {@link sh.lfc.nv.emulator.services.synthetics.CanaryFunctions}; what a run leaves goes to
 * {@link sh.lfc.nv.emulator.services.synthetics.ArtifactStore} and
 * {@link sh.lfc.nv.emulator.services.synthetics.CanaryMetrics}. Schedules follow the emulator's clock.
 */
package sh.lfc.nv.emulator.services.synthetics;
