package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.protocol.OperationModel;
import sh.lfc.nv.emulator.protocol.ServiceModel;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/** The tables of actions against what is implemented and against the SDK's own model. */
class ActionTableTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9.]+)(?:\\|[a-z0-9-]+)?}");
    private static final Set<String> OF_THE_CALL = Set.of("partition", "region", "account");

    static Stream<Map.Entry<String, Set<String>>> services() throws IOException {
        try (Emulator aws = Emulator.builder().port(0).start()) {
            return aws.implementedOperations().entrySet().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyImplementedOperationStandsInItsTable(Map.Entry<String, Set<String>> service) {
        ActionTable table = ActionTable.load(service.getKey());
        Set<String> missing = new TreeSet<>(service.getValue());
        missing.removeIf(table.operations()::contains);

        assertThat(missing)
                .as("operations that %s.actions does not have", service.getKey())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyRowIsOfAnOperationAndItsMembers(Map.Entry<String, Set<String>> service) {
        ActionTable table = ActionTable.load(service.getKey());
        ServiceModel model = ServiceModel.load(service.getKey());
        List<String> wrong = new ArrayList<>();
        for (String name : table.operations()) {
            SdkPojo request =
                    model.operation(name).map(ActionTableTest::request).orElse(null);
            if (request == null) {
                wrong.add(name + " is no operation");
                continue;
            }
            for (Requirement requirement : table.requirements(name)) {
                List<String> templates =
                        new ArrayList<>(requirement.conditions().values());
                templates.add(requirement.resource());
                if (requirement.guard().member() != null) {
                    templates.add("{" + requirement.guard().member() + "}");
                }
                for (String template : templates) {
                    if (PLACEHOLDER.matcher(template).replaceAll("").contains("{")) {
                        wrong.add(name + " has " + template);
                    }
                    Matcher placeholder = PLACEHOLDER.matcher(template);
                    while (placeholder.find()) {
                        if (!OF_THE_CALL.contains(placeholder.group(1)) && !has(request, placeholder.group(1))) {
                            wrong.add(name + " has no member " + placeholder.group(1));
                        }
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static SdkPojo request(OperationModel operation) {
        try {
            return (SdkPojo) operation.request().getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean has(SdkPojo shape, String path) {
        SdkPojo current = shape;
        for (String name : path.split("\\.")) {
            if (current == null) {
                return false;
            }
            SdkField<?> found = current.sdkFields().stream()
                    .filter(field -> field.memberName().equals(name))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return false;
            }
            SdkField<?> element = found.containsTrait(ListTrait.class)
                    ? found.getTrait(ListTrait.class).memberFieldInfo()
                    : found;
            current =
                    element.constructor() == null ? null : element.constructor().get();
        }
        return true;
    }

    @Test
    void aRowThatNamesNoKindOfResourceIsRefused() {
        assertThatThrownBy(() -> ActionTable.read("x", List.of("service x", "Get Get thing")))
                .hasMessage("x.actions, line 2: there is no kind of resource called thing");
    }

    @Test
    void anOperationMayStandOnce() {
        assertThatThrownBy(() -> ActionTable.read("x", List.of("service x", "Get = *", "Put,Get = *")))
                .hasMessage("x.actions, line 3: Get stands twice");
    }

    @Test
    void whatIsNotInTheTableNeedsItsOwnActionOnEverything() {
        ActionTable table = ActionTable.read("x", List.of("service x"));

        assertThat(table.requirements("Get")).singleElement().satisfies(requirement -> {
            assertThat(requirement.action()).isEqualTo("x:Get");
            assertThat(requirement.resource()).isEqualTo("*");
        });
    }
}
