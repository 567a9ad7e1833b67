/**
 * Checks the running service from outside, as a client would: the code of the CloudWatch Synthetics canary.
 *
 * <p>Knows the service by its routes only, and the bucket only to take away what it uploaded itself.
 */
package sh.lfc.nv.service.canary;
