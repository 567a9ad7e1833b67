package sh.lfc.nv.emulator.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Ranges of IP addresses, as conditions write them: {@code 10.0.0.0/8}, {@code 2001:db8::/32} or one address. */
final class AddressRange {

    private AddressRange() {}

    /** Whether the address lies in the range; what is neither does not. */
    static boolean contains(String range, String address) {
        int slash = range.indexOf('/');
        byte[] network = bytes(slash < 0 ? range : range.substring(0, slash));
        byte[] host = bytes(address);
        if (network == null || host == null || network.length != host.length) {
            return false;
        }
        int prefix = network.length * Byte.SIZE;
        if (slash >= 0) {
            String length = range.substring(slash + 1);
            if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > prefix) {
                return false;
            }
            prefix = Integer.parseInt(length);
        }
        int shift = network.length * Byte.SIZE - prefix;
        return new BigInteger(1, network).shiftRight(shift).equals(new BigInteger(1, host).shiftRight(shift));
    }

    /** Null for what is no address: names are never looked up. */
    private static byte[] bytes(String address) {
        if (!address.matches("[0-9.]+") && !address.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
