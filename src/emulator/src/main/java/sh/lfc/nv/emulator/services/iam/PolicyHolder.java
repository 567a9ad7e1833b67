package sh.lfc.nv.emulator.services.iam;

/** What policies can belong to: a role, a user or a group. */
interface PolicyHolder {

    String name();

    String id();

    String arn();

    PolicySet policies();
}
