package sh.lfc.nv.emulator.services.rds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import sh.lfc.nv.emulator.runtimes.postgres.EngineParameter;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.Parameter;

/** The parameters of the family {@code postgres14}: PostgreSQL's own as the server tells them, and RDS's. */
final class FamilyParameters {

    /** What RDS sets itself and lets nobody change. */
    private static final Set<String> FIXED = Set.of(
            "archive_command",
            "config_file",
            "data_directory",
            "fsync",
            "full_page_writes",
            "hba_file",
            "ident_file",
            "listen_addresses",
            "log_directory",
            "log_file_mode",
            "log_timezone",
            "logging_collector",
            "port",
            "ssl",
            "ssl_ca_file",
            "ssl_cert_file",
            "ssl_key_file",
            "unix_socket_directories",
            "unix_socket_group",
            "unix_socket_permissions");

    /** RDS's own parameters with the value that a new group has. */
    private static final Map<String, String> OF_RDS = Map.of(
            "rds.force_ssl", "0",
            "rds.logical_replication", "0",
            "rds.log_retention_period", "4320",
            "rds.force_autovacuum_logging_level", "warning",
            "rds.force_admin_logging_level", "disabled",
            "rds.restrict_password_commands", "0",
            "rds.rds_superuser_reserved_connections", "2",
            "rds.accepted_password_auth_method", "md5+scram");

    private static final Set<String> STATIC_OF_RDS = Set.of(
            "rds.logical_replication", "rds.restrict_password_commands", "rds.rds_superuser_reserved_connections");

    private final Map<String, Parameter> all = new TreeMap<>();

    FamilyParameters(List<EngineParameter> engine) {
        engine.forEach(parameter -> all.put(parameter.name(), shown(parameter)));
        OF_RDS.forEach((name, value) -> all.put(name, ofRds(name, value)));
    }

    Optional<Parameter> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** All, with what a group has set. */
    List<Parameter> of(ParameterGroup group) {
        List<Parameter> list = new ArrayList<>();
        for (Parameter parameter : all.values()) {
            ParameterGroup.Setting set = group.values().get(parameter.parameterName());
            list.add(
                    set == null
                            ? parameter
                            : parameter.toBuilder()
                                    .parameterValue(set.value())
                                    .source("user")
                                    .applyMethod(set.method())
                                    .build());
        }
        return list;
    }

    private static Parameter shown(EngineParameter parameter) {
        boolean modifiable = !FIXED.contains(parameter.name());
        return Parameter.builder()
                .parameterName(parameter.name())
                .description(parameter.description())
                .source(modifiable ? "engine-default" : "system")
                .applyType(parameter.isStatic() ? "static" : "dynamic")
                .dataType(dataType(parameter.type()))
                .allowedValues(allowed(parameter))
                .isModifiable(modifiable)
                .applyMethod(ApplyMethod.PENDING_REBOOT)
                .build();
    }

    private static String dataType(String type) {
        return switch (type) {
            case "BOOLEAN" -> "boolean";
            case "INTEGER" -> "integer";
            case "REAL" -> "float";
            default -> "string";
        };
    }

    private static String allowed(EngineParameter parameter) {
        if (parameter.type().equals("BOOLEAN")) {
            return "0,1";
        }
        return parameter.least().isEmpty() ? null : parameter.least() + "-" + parameter.most();
    }

    private static Parameter ofRds(String name, String value) {
        boolean flag = value.equals("0") && !name.endsWith("connections");
        return Parameter.builder()
                .parameterName(name)
                .parameterValue(value)
                .description("Parameter of Amazon RDS: " + name)
                .source("system")
                .applyType(STATIC_OF_RDS.contains(name) ? "static" : "dynamic")
                .dataType(flag ? "boolean" : value.matches("\\d+") ? "integer" : "string")
                .allowedValues(flag ? "0,1" : null)
                .isModifiable(true)
                .applyMethod(ApplyMethod.PENDING_REBOOT)
                .build();
    }

    /** Refuses what RDS refuses of a change. */
    void check(Parameter change) {
        if (change.parameterName() == null || change.parameterValue() == null) {
            throw RdsErrors.missing(change.parameterName() == null ? "ParameterName" : "ParameterValue");
        }
        Parameter known = find(change.parameterName())
                .orElseThrow(() -> RdsErrors.value("Could not find parameter with name: " + change.parameterName()));
        if (!known.isModifiable()) {
            throw RdsErrors.value("The parameter " + change.parameterName() + " cannot be modified.");
        }
        if (known.applyType().equals("static") && change.applyMethod() == ApplyMethod.IMMEDIATE) {
            throw RdsErrors.combination("cannot use immediate apply method for static parameter");
        }
        if (!isAllowed(known, change.parameterValue())) {
            throw RdsErrors.value("Invalid parameter value: " + change.parameterValue() + " for: "
                    + change.parameterName() + " allowed values are: " + known.allowedValues());
        }
    }

    private static boolean isAllowed(Parameter known, String value) {
        if (known.allowedValues() == null || value.startsWith("{")) {
            return true;
        }
        if (known.dataType().equals("boolean")) {
            return Set.of("0", "1", "on", "off", "true", "false").contains(value.toLowerCase(java.util.Locale.ROOT));
        }
        String[] range = known.allowedValues().split("(?<=[0-9])-", 2);
        try {
            double number = Double.parseDouble(value);
            return number >= Double.parseDouble(range[0]) && number <= Double.parseDouble(range[1]);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
