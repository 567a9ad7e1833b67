package sh.lfc.nv.harness.cli;

/** Where the system can be. */
enum TargetName {
    EMBEDDED,
    AWS,
    LOCALSTACK,
    LIVE
}
