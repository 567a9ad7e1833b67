package sh.lfc.nv.service.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.secrets.InvalidSecretException;
import sh.lfc.nv.service.testing.TestContext;

class AuthorizerTest {

    private static final String SECRET = "{\"username\":\"nvclient\",\"password\":\"my:secret:kéy\"}";

    private final Authorizer authorizer = new Authorizer(id -> SECRET, "nv-demo-client");

    @Test
    void theClientsCredentialsAreAccepted() {
        assertThat(authorizer.allows(basic("nvclient:my:secret:kéy"))).isTrue();
    }

    @Test
    void theSchemesNameIsNotCaseSensitive() {
        assertThat(authorizer.allows(basic("nvclient:my:secret:kéy").replace("Basic", "bASIC")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nvclient:wrong",
                "other:my:secret:kéy",
                "nvclient:my:secret:kéy ",
                "NVCLIENT:my:secret:kéy",
                "nvclient:",
                ":my:secret:kéy",
                ":"
            })
    void otherCredentialsAreRefused(String pair) {
        assertThat(authorizer.allows(basic(pair))).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic bm8tY29sb24=",
                "Basic //79",
                "Bearer bnZjbGllbnQ6bXk6c2VjcmV0",
                "Digest username=\"nvclient\"",
                "\u0000"
            })
    void whatIsNotABasicHeaderIsRefusedAndNeverAnError(String header) {
        assertThat(authorizer.allows(header)).isFalse();
    }

    @Test
    void theRightCredentialsAsBearerTokenAreRefused() {
        assertThat(authorizer.allows(basic("nvclient:my:secret:kéy").replace("Basic", "Bearer")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{}", "{\"username\":\"nvclient\"}", "[]"})
    void anUnreadableSecretIsAnErrorThatDoesNotQuoteIt(String secret) {
        Authorizer broken = new Authorizer(id -> secret, "nv-demo-client");

        assertThatThrownBy(() -> broken.allows(basic("nvclient:x")))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("nv-demo-client")
                .hasMessageNotContaining(secret);
    }

    @ParameterizedTest
    @CsvSource({"authorization,true", "Authorization,true", "x-authorization,false"})
    void theHandlerAnswersWithASimpleResponse(String header, boolean allowed) throws IOException {
        AuthorizerHandler handler = new AuthorizerHandler(authorizer);

        String answer = call(
                handler,
                Json.string(Map.of(
                        "version", "2.0",
                        "type", "REQUEST",
                        "routeKey", "GET /",
                        "headers", Map.of(header, basic("nvclient:my:secret:kéy")))));

        assertThat(answer).isEqualTo("{\"isAuthorized\":" + allowed + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"headers\":null}", "{\"headers\":{\"authorization\":null}}", "{\"headers\":[]}"})
    void anEventWithoutTheHeaderIsRefused(String event) throws IOException {
        assertThat(call(new AuthorizerHandler(authorizer), event)).isEqualTo("{\"isAuthorized\":false}");
    }

    private static String call(AuthorizerHandler handler, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new TestContext());
        return output.toString(StandardCharsets.UTF_8);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
