package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.authorization.AccessControl;
import sh.lfc.nv.emulator.policy.Requester;
import sh.lfc.nv.emulator.services.iam.Identities;
import sh.lfc.nv.emulator.services.sts.AssumableRole;
import sh.lfc.nv.emulator.services.sts.RoleDirectory;

/**
 * IAM's roles and providers, as STS asks for them.
 *
 * @param access decides who is trusted; known once all services are
 */
record IamRoles(Identities identities, Supplier<AccessControl> access) implements RoleDirectory {

    @Override
    public Optional<AssumableRole> role(String arn) {
        return identities
                .role(arn)
                .map(role -> new AssumableRole(role.arn(), role.name(), role.id(), role.account(), role.maxSession()));
    }

    @Override
    public Optional<List<String>> audiences(String account, String issuer) {
        return identities.audiences(account, issuer);
    }

    @Override
    public boolean trusts(AssumableRole role, String provider, String action, Map<String, List<String>> claims) {
        return access.get()
                .decide(Requester.federated(provider), action, role.arn(), role.account(), claims)
                .allowed();
    }

    /**
     * Whether a service may work with a role of the account that it works for.
     *
     * @param service such as {@code lambda.amazonaws.com}
     * @param sourceArn the ARN of what it works with the role for
     */
    boolean mayAssume(String roleArn, String service, String sourceArn) {
        return identities
                .role(roleArn)
                .filter(role -> access.get()
                        .decide(
                                Requester.service(service),
                                "sts:AssumeRole",
                                role.arn(),
                                role.account(),
                                Map.of(
                                        "aws:SourceAccount", List.of(role.account()),
                                        "aws:SourceArn", List.of(sourceArn)))
                        .allowed())
                .isPresent();
    }
}
