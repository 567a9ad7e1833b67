/**
 * Who may do what: which permissions each operation needs, and whether a caller has them.
 *
 * <p>The permissions stand in one table for each service, beside these classes as resources named after the SDK's
 * packages ({@code s3.actions}); {@link sh.lfc.nv.emulator.authorization.ActionTable} says how they are written. What
 * policies mean is in {@code policy}; where they are kept, in the services. Nothing here knows a service.
 */
package sh.lfc.nv.emulator.authorization;
