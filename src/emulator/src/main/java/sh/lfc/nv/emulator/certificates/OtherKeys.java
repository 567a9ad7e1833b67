package sh.lfc.nv.emulator.certificates;

import java.io.IOException;
import java.io.StringReader;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.encoders.DecoderException;

/** Private keys in the forms that the Java runtime does not read, such as PKCS #1. */
final class OtherKeys {

    private OtherKeys() {}

    static PrivateKey read(String pem) throws InvalidKeyException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object parsed = parser.readObject();
            if (parsed instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            }
            if (parsed instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            }
            throw new InvalidKeyException("no private key in PEM");
        } catch (IOException | DecoderException e) {
            throw new InvalidKeyException("no readable private key in PEM", e);
        }
    }
}
