package sh.lfc.nv.terraform;

import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * Which program runs.
 *
 * @param number such as {@code 1.11.4}
 */
public record Version(Product product, String number) {
    /** The programs that understand these configurations. */
    public enum Product {
        TERRAFORM,
        OPENTOFU
    }

    private static final Pattern LINE = Pattern.compile("^(Terraform|OpenTofu) v(\\S+)");

    /** The first line that names one: a wrapper may have said something before. */
    static Version parse(List<String> lines) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(java.util.regex.Matcher::find)
                .findFirst()
                .map(m -> new Version(m.group(1).equals("OpenTofu") ? Product.OPENTOFU : Product.TERRAFORM, m.group(2)))
                .orElseThrow(() -> new ActionableException("the program says no version of Terraform or OpenTofu"));
    }
}
