package sh.lfc.nv.emulator.policy;

/**
 * A policy as it was written.
 *
 * @param name what explanations call it
 * @param json the document
 */
public record PolicyText(String name, String json) {}
