package sh.lfc.nv.terraform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is added to the {@code backend} block of a configuration when it is initialised. Immutable. Settings are on the
 * command line and remembered in the folder: credentials belong in the environment.
 *
 * @param enabled whether the backend is used at all; without it, {@code init} only installs providers
 */
public record BackendConfig(boolean enabled, Map<String, String> settings) {
    /** The backend as it is written. */
    public static final BackendConfig AS_WRITTEN = new BackendConfig(true, Map.of());
    /** No backend: enough to validate, not to plan. */
    public static final BackendConfig NONE = new BackendConfig(false, Map.of());

    public BackendConfig {
        settings = Map.copyOf(settings);
    }

    /** The backend as it is written, with more settings or others, by the names of its arguments. */
    public static BackendConfig with(Map<String, String> settings) {
        return new BackendConfig(true, settings);
    }

    /** What {@code terraform init} is given for it. */
    public List<String> arguments() {
        if (!enabled) {
            return List.of("-backend=false");
        }
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(e -> "-backend-config=" + e.getKey() + "=" + e.getValue())
                        .toList();
    }
}
