/**
 * The grammar of policy documents, as the IAM User Guide's "Grammar of the IAM JSON policy language" has it.
 *
 * <p>Reads and checks documents for every service that stores one. Decides nothing: evaluation lives elsewhere.
 */
package sh.lfc.nv.emulator.policy;
