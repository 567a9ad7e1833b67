/**
 * SNS: topics, their subscriptions with filter policies, and the delivery of what is published.
 *
 * <p>Queues and functions are reached through {@link sh.lfc.nv.emulator.services.sns.QueueDelivery} and
 * {@link sh.lfc.nv.emulator.services.sns.FunctionDelivery}; HTTP endpoints only on loopback addresses. Mail and text
 * messages are not sent but logged.
 */
package sh.lfc.nv.emulator.services.sns;
