/**
 * Amazon EventBridge: event buses, rules, targets, and the way of events from one to the other.
 *
 * <p>Targets in other services are reached through {@link sh.lfc.nv.emulator.services.eventbridge.TargetCalls}; patterns
 * are matched by AWS's own open-source matcher. Rules' schedules follow the emulator's clock. Archives, replays, API
 * destinations, partner event sources and global endpoints are not here.
 */
package sh.lfc.nv.emulator.services.eventbridge;
