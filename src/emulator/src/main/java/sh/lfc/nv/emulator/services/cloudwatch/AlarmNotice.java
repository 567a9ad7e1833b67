package sh.lfc.nv.emulator.services.cloudwatch;

/**
 * What is said of a change of an alarm's state.
 *
 * @param subject a line for people
 * @param message what topics are told, JSON
 * @param event what functions are given, JSON
 */
public record AlarmNotice(String subject, String message, String event) {}
