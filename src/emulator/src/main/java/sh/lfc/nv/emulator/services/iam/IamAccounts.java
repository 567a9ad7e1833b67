package sh.lfc.nv.emulator.services.iam;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.Call;

/** IAM's state, by account. Safe for use by many threads. */
final class IamAccounts {

    private final Map<String, IamAccount> accounts = new ConcurrentHashMap<>();
    private final Propagation propagation;

    /** Where decisions know all changes at once. */
    IamAccounts() {
        this(Propagation.AT_ONCE);
    }

    IamAccounts(Propagation propagation) {
        this.propagation = propagation;
    }

    IamAccount of(Call call) {
        return of(call.scope().account());
    }

    IamAccount of(String account) {
        return accounts.computeIfAbsent(account, id -> new IamAccount(id, propagation));
    }

    /** The account as decisions know it. */
    IamAccount known(String account) {
        return of(account).known();
    }
}
