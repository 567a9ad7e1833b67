package sh.lfc.nv.emulator.services.iam;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.Call;

/** IAM's state, by account. Safe for use by many threads. */
final class IamAccounts {

    private final Map<String, IamAccount> accounts = new ConcurrentHashMap<>();

    IamAccount of(Call call) {
        return of(call.scope().account());
    }

    IamAccount of(String account) {
        return accounts.computeIfAbsent(account, IamAccount::new);
    }
}
