package sh.lfc.nv.terraform.policy;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses in which {@code *} stands for anything: {@code module.network.*}. */
public record AddressPattern(String text) {
    /** Whether an address is one of them. */
    public boolean matches(String address) {
        var expression = Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.DOTALL).matcher(address).matches();
    }
}
