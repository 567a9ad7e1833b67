package sh.lfc.nv.terraform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is added to the {@code backend} block of a configuration when it is initialised.
 *
 * @param enabled whether the backend is used at all; without it, {@code init} only installs providers
 */
public record BackendConfig(boolean enabled, Map<String, String> settings) {
    public static final BackendConfig AS_WRITTEN = new BackendConfig(true, Map.of());
    public static final BackendConfig NONE = new BackendConfig(false, Map.of());

    public BackendConfig {
        settings = Map.copyOf(settings);
    }

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
