/**
 * What an environment has in an account, asked of the services themselves, and how it is taken away in the order in which
 * AWS lets it go. Knows AWS and names; nothing of stacks, Terraform or targets.
 */
package sh.lfc.nv.harness.sweep;
