package sh.lfc.nv.emulator.services.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/**
 * The services of a region that VPC endpoints lead to ("AWS services that integrate with AWS PrivateLink").
 *
 * @param services in alphabetical order
 */
record EndpointServices(List<EndpointService> services) {

    private static final List<String> GATEWAYS = List.of("dynamodb", "s3");

    private static final List<String> INTERFACES = List.of(
            "ec2",
            "elasticache",
            "events",
            "execute-api",
            "kms",
            "lambda",
            "logs",
            "monitoring",
            "rds",
            "s3",
            "scheduler",
            "secretsmanager",
            "sns",
            "sqs",
            "sts",
            "synthetics");

    /** One service with one way to reach it. */
    record EndpointService(String id, String name, VpcEndpointType type, String privateDnsName) {}

    static EndpointServices of(String region) {
        List<EndpointService> services = new ArrayList<>();
        GATEWAYS.forEach(name -> services.add(service(region, name, VpcEndpointType.GATEWAY)));
        INTERFACES.forEach(name -> services.add(service(region, name, VpcEndpointType.INTERFACE)));
        return new EndpointServices(services);
    }

    private static EndpointService service(String region, String service, VpcEndpointType type) {
        String name = "com.amazonaws." + region + "." + service;
        return new EndpointService(
                "vpce-svc-%017x".formatted((name + type).hashCode() & 0xFFFFFFFFL),
                name,
                type,
                type == VpcEndpointType.GATEWAY ? null : service + "." + region + ".amazonaws.com");
    }

    /** The service that an endpoint is asked for. */
    EndpointService require(String name, VpcEndpointType type) {
        if (services.stream().noneMatch(service -> service.name().equals(name))) {
            throw AwsError.badRequest("InvalidServiceName", "The Vpc Endpoint Service '" + name + "' does not exist");
        }
        Optional<EndpointService> found = services.stream()
                .filter(service -> service.name().equals(name) && service.type() == type)
                .findFirst();
        return found.orElseThrow(() -> AwsError.badRequest(
                "InvalidServiceName",
                "The Vpc Endpoint Service '" + name + "' does not support the endpoint type '" + type + "'."));
    }
}
