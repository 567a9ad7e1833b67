/**
 * What the engines behind databases and caches are doing, looked at once a minute and told to CloudWatch. Knows neither
 * the engines nor the services whose they are.
 */
package sh.lfc.nv.emulator.sampling;
