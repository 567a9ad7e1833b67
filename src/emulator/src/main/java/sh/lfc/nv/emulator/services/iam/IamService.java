package sh.lfc.nv.emulator.services.iam;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.credentials.CredentialStore;

/** IAM as a whole: its operations, one class for each family of them, and what other services ask of it. */
public final class IamService {

    private final IamAccounts accounts;
    private final List<AwsService> operations;

    public IamService(Platform platform, CredentialStore credentials) {
        this.accounts = new IamAccounts(Propagation.of(platform));
        this.operations = List.of(
                new RoleOperations(platform, accounts),
                new ServiceLinkedRoles(platform, accounts),
                new InlinePolicies(accounts),
                new AttachedPolicies(accounts),
                new ManagedPolicies(platform, accounts),
                new InstanceProfiles(platform, accounts),
                new UserOperations(platform, accounts),
                new GroupOperations(platform, accounts),
                new AccessKeys(platform, accounts, credentials),
                new OidcProviders(platform, accounts),
                new PolicySimulator(accounts),
                new AccountOperations(accounts));
    }

    /** What answers the calls of IAM. */
    public List<AwsService> operations() {
        return operations;
    }

    /** What other services need to know of roles and providers. */
    public Identities identities() {
        return new Identities(accounts);
    }
}
