package sh.lfc.nv.emulator.refusals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of one class share an account of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedAccount {

    final Account account = new Account();

    @AfterAll
    void close() {
        account.close();
    }
}
