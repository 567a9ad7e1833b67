package sh.lfc.nv.emulator;

import java.util.Optional;
import sh.lfc.nv.emulator.services.iam.Identities;
import sh.lfc.nv.emulator.services.sts.AssumableRole;
import sh.lfc.nv.emulator.services.sts.RoleDirectory;

/** IAM's roles and providers, as STS asks for them. */
record IamRoles(Identities identities) implements RoleDirectory {

    @Override
    public Optional<AssumableRole> role(String arn) {
        return identities
                .role(arn)
                .map(role -> new AssumableRole(role.arn(), role.name(), role.id(), role.account(), role.maxSession()));
    }

    @Override
    public boolean trustsIssuer(String account, String issuer) {
        return identities.trustsIssuer(account, issuer);
    }
}
