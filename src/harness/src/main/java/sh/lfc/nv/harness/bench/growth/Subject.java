package sh.lfc.nv.harness.bench.growth;

import java.util.List;
import java.util.function.IntFunction;
import sh.lfc.nv.harness.bench.client.ApiCall;

/**
 * Something of which there is more and more.
 *
 * @param what in the plural
 * @param sizes growing
 * @param before calls that are made once, before there is anything
 * @param batch how many one call makes
 * @param make the call that makes a batch, by its number
 * @param reads what is asked, whatever the size
 */
record Subject(
        String what,
        List<Integer> sizes,
        List<ApiCall> before,
        int batch,
        IntFunction<ApiCall> make,
        List<Read> reads) {

    /**
     * A path that reads.
     *
     * @param call by the size, since what lies in the middle of all depends on it; its answer does not get bigger
     */
    record Read(String what, IntFunction<ApiCall> call) {}
}
