package sh.lfc.nv.emulator.junit;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import sh.lfc.nv.emulator.Emulator;

/**
 * Gives a test class an embedded AWS of its own, on a free port, started when it is first asked for and closed after the
 * last test of the class.
 *
 * <pre>{@code
 * @ExtendWith(EmulatorExtension.class)
 * class UploadTest {
 *     @Test
 *     void keepsWhatWasUploaded(Emulator aws) {
 *         S3Client s3 = S3Client.builder().endpointOverride(aws.endpoint())…
 *     }
 * }
 * }</pre>
 *
 * <p>Nested classes share the embedded AWS of the class around them. Test classes that run at the same time do not see
 * each other's.
 */
public final class EmulatorExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(EmulatorExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Emulator.class;
    }

    @Override
    public Emulator resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return outermostClass(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(Emulator.class, missing -> start(), Emulator.class);
    }

    /** The store of the class closes what it holds. */
    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext found = context;
        for (ExtensionContext at = context;
                at.getTestClass().isPresent();
                at = at.getParent().orElseThrow()) {
            found = at;
        }
        return found;
    }

    private static Emulator start() {
        try {
            return Emulator.builder().port(0).start();
        } catch (IOException e) {
            throw new ParameterResolutionException("the embedded AWS cannot start: " + e.getMessage(), e);
        }
    }
}
