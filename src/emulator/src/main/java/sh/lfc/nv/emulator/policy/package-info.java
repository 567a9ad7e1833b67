/**
 * Policy documents: their grammar, as the IAM User Guide's "Grammar of the IAM JSON policy language" has it, and what
 * they decide, as its "Policy evaluation logic" has it.
 *
 * <p>Reads and checks documents for every service that stores one; evaluation is a pure function of policies and
 * request. Knows nothing of where policies are kept or of any single service.
 */
package sh.lfc.nv.emulator.policy;
