package sh.lfc.nv.terraform.install;

import java.util.List;

/** A provider as a configuration requires it: {@code hashicorp/aws}. */
public record ProviderAddress(String namespace, String type) {
    /** Terraform's registry, and OpenTofu's: each program reads a short address as one of its own. */
    private static final List<String> REGISTRIES = List.of("registry.terraform.io", "registry.opentofu.org");

    /** Its full addresses, which are its folders in an unpacked mirror too. */
    List<String> full() {
        return REGISTRIES.stream()
                .map(registry -> registry + "/" + namespace + "/" + type)
                .toList();
    }
}
