package sh.lfc.nv.harness.bench.report;

import java.util.List;

/**
 * What is told beside the rows and has no goals.
 *
 * @param head the columns' names; the first column is text, all others are numbers
 */
public record Table(List<String> head, List<List<String>> lines) {}
