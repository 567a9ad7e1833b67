/**
 * Amazon EventBridge Scheduler: schedules, their groups, and the invocations of their targets.
 *
 * <p>Targets, and the roles with which they are invoked, are reached through
 * {@link sh.lfc.nv.emulator.services.scheduler.ScheduleTargets}. Schedules follow the emulator's clock. Of the templated
 * targets there are those of Lambda, SQS, SNS and EventBridge; universal ones are refused.
 */
package sh.lfc.nv.emulator.services.scheduler;
