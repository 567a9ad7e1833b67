/**
 * The production canary: the features that are tagged {@code @canary}, run from outside against the service that others
 * use. This package is its entry point on CloudWatch Synthetics.
 *
 * <p>The module holds what such a run needs, and no more: nothing of the emulator, of the service's code or of Terraform.
 */
package sh.lfc.nv.canary;
