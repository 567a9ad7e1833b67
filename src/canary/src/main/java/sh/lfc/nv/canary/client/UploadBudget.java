package sh.lfc.nv.canary.client;

/**
 * How much a client may upload in all, so that what runs often on a live system stays cheap. Safe for use by many
 * threads.
 */
public final class UploadBudget {
    private final int files;
    private final long bytes;
    private int filesLeft;
    private long bytesLeft;

    private UploadBudget(int files, long bytes) {
        this.files = files;
        this.bytes = bytes;
        this.filesLeft = files;
        this.bytesLeft = bytes;
    }

    public static UploadBudget of(int files, long bytes) {
        return new UploadBudget(files, bytes);
    }

    public static UploadBudget unlimited() {
        return new UploadBudget(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /** @throws AssertionError when it is not enough for another file of this size */
    synchronized void spend(long size) {
        if (filesLeft < 1 || bytesLeft < size) {
            throw new AssertionError(
                    "not uploaded: a run may upload %d files with %d bytes in all, and one of %d bytes would be too much"
                            .formatted(files, bytes, size));
        }
        filesLeft--;
        bytesLeft -= size;
    }
}
