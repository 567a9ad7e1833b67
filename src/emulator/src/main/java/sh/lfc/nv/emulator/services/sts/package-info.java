/**
 * AWS Security Token Service: who a caller is, and temporary credentials for roles and users.
 *
 * <p>Roles themselves are IAM's; this package asks for them through {@link RoleDirectory}. Whether a caller may assume
 * a role is decided before a call gets here.
 */
package sh.lfc.nv.emulator.services.sts;
