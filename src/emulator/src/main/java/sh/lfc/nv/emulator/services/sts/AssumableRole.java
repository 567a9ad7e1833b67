package sh.lfc.nv.emulator.services.sts;

import java.time.Duration;

/**
 * What a session needs to know of its role.
 *
 * @param arn the role's ARN, with its path
 * @param name the role's name, without its path
 * @param roleId the unique identifier, {@code AROA…}
 * @param account the account that owns the role
 * @param maxSession the longest session that the role allows
 */
public record AssumableRole(String arn, String name, String roleId, String account, Duration maxSession) {}
