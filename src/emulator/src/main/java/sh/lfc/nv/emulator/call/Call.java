package sh.lfc.nv.emulator.call;

import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The circumstances of one call, beside its typed request.
 *
 * @param scope the account and region that the call addresses
 * @param principal who calls
 * @param requestId the identifier that the answer carries
 * @param time when the call was received, by the emulator's clock
 * @param endpoint the address under which the caller reached the emulator, for example
 *     {@code http://127.0.0.1:4566}
 * @param sourceAddress the caller's IP address
 * @param headers the HTTP headers, names in lower case; only for what the typed request does not carry
 * @param body the streamed body of operations with streaming input, decoded from {@code aws-chunked}; empty
 *     for all others. It may be read once, and is at its end when the caller's checksum was verified.
 */
public record Call(
        Scope scope,
        Principal principal,
        String requestId,
        Instant time,
        String endpoint,
        String sourceAddress,
        Map<String, String> headers,
        InputStream body) {

    /** The value of a header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The same call, addressed to another region of the same account. */
    public Call in(String region) {
        return new Call(
                new Scope(scope.account(), region), principal, requestId, time, endpoint, sourceAddress, headers, body);
    }
}
