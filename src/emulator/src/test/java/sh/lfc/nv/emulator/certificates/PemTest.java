package sh.lfc.nv.emulator.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;

class PemTest {

    @Test
    void keysOfEveryFormAreRead() throws Exception {
        PrivateKey rsa = KeyAlgorithm.RSA_2048.generate().getPrivate();
        PrivateKey ec = KeyAlgorithm.EC_P384.generate().getPrivate();

        assertThat(Pem.key(Pem.of(rsa))).isEqualTo(rsa);
        assertThat(Pem.key(Pem.of(ec))).isEqualTo(ec);
        assertThat(Pem.key(traditional(rsa))).isEqualTo(rsa);
    }

    @Test
    void textWithoutAKeyIsRefused() {
        assertThatThrownBy(() -> Pem.key("nothing")).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> Pem.key("-----BEGIN PRIVATE KEY-----\n*\n-----END PRIVATE KEY-----"))
                .isInstanceOf(InvalidKeyException.class);
    }

    /** The form that OpenSSL wrote for long: PKCS #1. */
    private static String traditional(PrivateKey key) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(key);
        }
        return text.toString();
    }
}
