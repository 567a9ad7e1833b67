package sh.lfc.nv.emulator.services.kms;

import java.util.Map;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** The operations that use keys. */
final class CryptographicOperations implements AwsService {

    private static final int MOST_PLAINTEXT = 4096;
    private static final int MOST_CIPHERTEXT = 6144;
    private static final int MOST_RANDOM = 1024;

    private final Regional<Keys> keys;

    CryptographicOperations(Regional<Keys> keys) {
        this.keys = keys;
    }

    @Override
    public String sdkPackage() {
        return "kms";
    }

    public EncryptResponse encrypt(EncryptRequest request, Call call) {
        byte[] plaintext = bounded("plaintext", request.plaintext(), MOST_PLAINTEXT);
        Keys own = keys.of(call);
        Key key = own.usable(request.keyId());
        return EncryptResponse.builder()
                .keyId(key.arn())
                .ciphertextBlob(seal(own, key, plaintext, request.encryptionContext()))
                .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .build();
    }

    public DecryptResponse decrypt(DecryptRequest request, Call call) {
        Keys own = keys.of(call);
        Key key = keyOf(own, request.ciphertextBlob(), request.keyId());
        return DecryptResponse.builder()
                .keyId(key.arn())
                .plaintext(
                        SdkBytes.fromByteArrayUnsafe(open(key, request.ciphertextBlob(), request.encryptionContext())))
                .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .build();
    }

    public ReEncryptResponse reEncrypt(ReEncryptRequest request, Call call) {
        Keys own = keys.of(call);
        Key source = keyOf(own, request.ciphertextBlob(), request.sourceKeyId());
        Key destination = own.usable(request.destinationKeyId());
        byte[] plaintext = open(source, request.ciphertextBlob(), request.sourceEncryptionContext());
        return ReEncryptResponse.builder()
                .sourceKeyId(source.arn())
                .keyId(destination.arn())
                .ciphertextBlob(seal(own, destination, plaintext, request.destinationEncryptionContext()))
                .sourceEncryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .destinationEncryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .build();
    }

    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request, Call call) {
        Keys own = keys.of(call);
        byte[] plaintext = own.random(size(request.numberOfBytes(), request.keySpec()));
        Key key = own.usable(request.keyId());
        return GenerateDataKeyResponse.builder()
                .keyId(key.arn())
                .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext))
                .ciphertextBlob(seal(own, key, plaintext, request.encryptionContext()))
                .build();
    }

    public GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(
            GenerateDataKeyWithoutPlaintextRequest request, Call call) {
        Keys own = keys.of(call);
        byte[] plaintext = own.random(size(request.numberOfBytes(), request.keySpec()));
        Key key = own.usable(request.keyId());
        return GenerateDataKeyWithoutPlaintextResponse.builder()
                .keyId(key.arn())
                .ciphertextBlob(seal(own, key, plaintext, request.encryptionContext()))
                .build();
    }

    public GenerateRandomResponse generateRandom(GenerateRandomRequest request, Call call) {
        Constraints.json()
                .required("numberOfBytes", request.numberOfBytes())
                .range("numberOfBytes", request.numberOfBytes(), 1, MOST_RANDOM)
                .check();
        return GenerateRandomResponse.builder()
                .plaintext(SdkBytes.fromByteArrayUnsafe(keys.of(call).random(request.numberOfBytes())))
                .build();
    }

    private static int size(Integer bytes, DataKeySpec spec) {
        if ((bytes == null) == (spec == null)) {
            throw AwsError.badRequest("ValidationException", "Please specify either number of bytes or key spec.");
        }
        Constraints.json().range("numberOfBytes", bytes, 1, MOST_RANDOM).check();
        if (bytes != null) {
            return bytes;
        }
        return spec == DataKeySpec.AES_128 ? 16 : 32;
    }

    /** The key that a ciphertext names, which must be the expected one where one is. */
    private static Key keyOf(Keys own, SdkBytes blob, String expected) {
        Ciphertext ciphertext = parse(blob);
        if (expected != null && !own.get(expected).id().equals(ciphertext.keyId())) {
            throw IncorrectKeyException.builder()
                    .message("The key ID in the request does not identify a CMK that can perform this operation.")
                    .build();
        }
        Key key = own.find(ciphertext.keyId()).orElseThrow(CryptographicOperations::invalid);
        return own.usable(key.id());
    }

    private static SdkBytes seal(Keys own, Key key, byte[] plaintext, Map<String, String> context) {
        return SdkBytes.fromByteArrayUnsafe(Ciphertext.seal(key, plaintext, context, own.random(Ciphertext.ivBytes()))
                .bytes());
    }

    private static byte[] open(Key key, SdkBytes blob, Map<String, String> context) {
        return parse(blob).open(key, context).orElseThrow(CryptographicOperations::invalid);
    }

    private static Ciphertext parse(SdkBytes blob) {
        return Ciphertext.parse(bounded("ciphertextBlob", blob, MOST_CIPHERTEXT))
                .orElseThrow(CryptographicOperations::invalid);
    }

    private static byte[] bounded(String member, SdkBytes value, int most) {
        Constraints.json().required(member, value).check();
        byte[] bytes = value.asByteArrayUnsafe();
        if (bytes.length < 1 || bytes.length > most) {
            throw AwsError.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value at '" + member
                            + "' failed to satisfy constraint: Member must have length "
                            + (bytes.length < 1 ? "greater than or equal to 1" : "less than or equal to " + most));
        }
        return bytes;
    }

    private static InvalidCiphertextException invalid() {
        return InvalidCiphertextException.builder().build();
    }
}
