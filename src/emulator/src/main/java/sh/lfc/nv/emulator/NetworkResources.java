package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.ec2.KnownResources;

/** Resources of EC2, whose ARNs follow from their identifiers. */
record NetworkResources(KnownResources known) implements Resources {

    @Override
    public Optional<String> arn(String kind, Scope scope, String name) {
        return switch (kind) {
            case "ec2" -> known.arn(scope, name);
            case "ec2-association" -> known.arnOfAssociation(scope, name);
            default -> Optional.empty();
        };
    }

    @Override
    public Map<String, String> context(String arn) {
        return known.vpc(Scope.ofArn(arn), id(arn))
                .map(vpc -> Map.of("ec2:Vpc", vpc))
                .orElse(Map.of());
    }

    @Override
    public Map<String, String> tags(String arn) {
        return known.tags(Scope.ofArn(arn), id(arn));
    }

    private static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
