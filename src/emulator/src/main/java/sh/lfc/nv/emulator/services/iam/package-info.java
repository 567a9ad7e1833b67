/**
 * AWS Identity and Access Management ("IAM API Reference"): roles, users, groups, their policies and keys.
 *
 * <p>IAM is global: one {@link IamAccount} for each account, whatever the region of the call. Other services ask
 * {@link Identities}. Decides nothing by itself: evaluation lives in the package {@code policy}.
 */
package sh.lfc.nv.emulator.services.iam;
