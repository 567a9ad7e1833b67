package sh.lfc.nv.emulator.services.secretsmanager;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;

/** Makes passwords ("GetRandomPassword"). */
final class RandomPasswords implements AwsService {

    private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String NUMBERS = "0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final long DEFAULT_LENGTH = 32;
    private static final long MOST_LENGTH = 4096;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String sdkPackage() {
        return "secretsmanager";
    }

    public GetRandomPasswordResponse getRandomPassword(GetRandomPasswordRequest request) {
        Constraints.json()
                .range("passwordLength", request.passwordLength(), 1, MOST_LENGTH)
                .check();
        long length = request.passwordLength() == null ? DEFAULT_LENGTH : request.passwordLength();
        List<String> types = types(request);
        String all = String.join("", types);
        if (all.isEmpty()) {
            throw Refusal.parameter("The password has no characters left that it may be made of.");
        }
        boolean each = !Boolean.FALSE.equals(request.requireEachIncludedType());
        if (each && length < types.size()) {
            throw Refusal.parameter("The password length " + length + " is too short based on the required types.");
        }
        List<Character> password = new ArrayList<>();
        if (each) {
            types.forEach(type -> password.add(one(type)));
        }
        while (password.size() < length) {
            password.add(one(all));
        }
        Collections.shuffle(password, random);
        StringBuilder text = new StringBuilder();
        password.forEach(text::append);
        return GetRandomPasswordResponse.builder()
                .randomPassword(text.toString())
                .build();
    }

    private static List<String> types(GetRandomPasswordRequest request) {
        List<String> types = new ArrayList<>();
        add(types, LOWERCASE, request.excludeLowercase(), request);
        add(types, UPPERCASE, request.excludeUppercase(), request);
        add(types, NUMBERS, request.excludeNumbers(), request);
        add(types, PUNCTUATION, request.excludePunctuation(), request);
        add(types, " ", !Boolean.TRUE.equals(request.includeSpace()), request);
        return types;
    }

    private static void add(List<String> types, String type, Boolean excluded, GetRandomPasswordRequest request) {
        String unwanted = request.excludeCharacters() == null ? "" : request.excludeCharacters();
        String rest = type.chars()
                .filter(c -> unwanted.indexOf(c) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (!Boolean.TRUE.equals(excluded) && !rest.isEmpty()) {
            types.add(rest);
        }
    }

    private char one(String type) {
        return type.charAt(random.nextInt(type.length()));
    }
}
