package sh.lfc.nv.harness.localstack.beside;

/** The answer to whoever wants an engine. */
public sealed interface Offer permits Server, NoServer {}
