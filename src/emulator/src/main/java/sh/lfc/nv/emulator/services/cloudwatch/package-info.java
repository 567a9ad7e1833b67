/**
 * CloudWatch: metrics and their statistics, alarms and dashboards.
 *
 * <p>Metrics are kept per minute for 15 days, in memory. Alarms are evaluated once a minute by the emulator's clock and
 * act through {@link sh.lfc.nv.emulator.services.cloudwatch.AlarmActions}. Other services record their metrics with
 * {@link sh.lfc.nv.emulator.services.cloudwatch.CloudWatch}.
 */
package sh.lfc.nv.emulator.services.cloudwatch;
