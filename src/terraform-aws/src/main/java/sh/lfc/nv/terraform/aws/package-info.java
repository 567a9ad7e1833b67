/**
 * Waits for what AWS does later, with clients of AWS's SDK that the caller brings. One class a service, each of which needs
 * that service's client alone. All are immutable and as thread-safe as the clients; how long and how often they look is the
 * {@link sh.lfc.nv.terraform.wait.Wait}'s to say, and all throw {@link sh.lfc.nv.terraform.wait.WaitTimedOutException} with
 * what was seen last.
 */
package sh.lfc.nv.terraform.aws;
