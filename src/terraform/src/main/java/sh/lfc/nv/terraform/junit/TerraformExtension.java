package sh.lfc.nv.terraform.junit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * For JUnit 5 and 6: gives each test method {@link Configurations}, and destroys what was applied there when the method has ended, also when it
 * has failed.
 *
 * <pre>{@code
 * @ExtendWith(TerraformExtension.class)
 * class FilesTest {
 *     @Test
 *     void theBucketIsThere(Configurations configurations) throws Exception {
 *         var terraform = configurations.copyOf(Path.of("terraform"), "files");
 *         terraform.init();
 *         terraform.applyIdempotently();
 *         …
 *     }
 * }
 * }</pre>
 *
 * <p>Methods may run at the same time. An extension that provides what is destroyed (an embedded AWS) has to outlive the
 * method.
 */
public final class TerraformExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(TerraformExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Configurations.class
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // Not computed by the store, which JUnit 5 and 6 have different methods for.
        var store = context.getStore(NAMESPACE);
        var found = store.get(Configurations.class, Configurations.class);
        if (found == null) {
            found = new Configurations();
            store.put(Configurations.class, found);
        }
        return found;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        var configurations = context.getStore(NAMESPACE).remove(Configurations.class, Configurations.class);
        if (configurations != null) {
            configurations.destroyAll();
        }
    }
}
