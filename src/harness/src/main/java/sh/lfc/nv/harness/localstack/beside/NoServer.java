package sh.lfc.nv.harness.localstack.beside;

/**
 * There is none to be had.
 *
 * @param reason why, and what to do about it; goes on after a colon
 */
public record NoServer(String reason) implements Offer {}
