package sh.lfc.nv.terraform.policy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/** See {@link AwsPolicies#noSecurityGroupIsOpenToTheWorld}. */
record OpenSecurityGroups(Set<Integer> allowedPorts) implements Finding.Rule {
    private static final List<String> BLOCKS = List.of("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6");

    @Override
    public String words() {
        return "no security group is open to the world";
    }

    @Override
    public Stream<Finding> findings(Infrastructure infrastructure) {
        return infrastructure.resources().stream().flatMap(resource -> switch (resource.type()) {
            case "aws_security_group", "aws_default_security_group" -> rules(resource);
            case "aws_security_group_rule" ->
                resource.text("/type").equals("ingress")
                        ? judge(resource, resource.values(), resource.unknown())
                        : Stream.empty();
            case "aws_vpc_security_group_ingress_rule" -> judge(resource, resource.values(), resource.unknown());
            default -> Stream.empty();
        });
    }

    private Stream<Finding> rules(Resource group) {
        if (group.value("/ingress").isEmpty() && group.willBeSet("ingress")) {
            return Stream.of(Finding.unknown(group, "whom it lets in"));
        }
        return IntStream.range(0, group.value("/ingress").size())
                .boxed()
                .flatMap(i -> judge(
                        group,
                        group.value("/ingress/" + i),
                        group.unknown().path("ingress").path(i)));
    }

    private Stream<Finding> judge(Resource resource, JsonNode rule, JsonNode unknown) {
        if (isAllowed(rule)) {
            return Stream.empty();
        }
        var everybody = BLOCKS.stream()
                .flatMap(name -> texts(rule.path(name)))
                .filter(block -> block.endsWith("/0"))
                .toList();
        if (!everybody.isEmpty()) {
            return Stream.of(Finding.broken(
                    resource, "%s may reach %s".formatted(String.join(" and ", everybody), ports(rule))));
        }
        return BLOCKS.stream().anyMatch(name -> unknown.path(name).toString().contains("true"))
                ? Stream.of(Finding.unknown(resource, "who may reach " + ports(rule)))
                : Stream.empty();
    }

    private boolean isAllowed(JsonNode rule) {
        var from = rule.path("from_port");
        return from.isNumber()
                && from.asInt() == rule.path("to_port").asInt()
                && allowedPorts.contains(from.asInt())
                // Ports of all protocols are no ports: the provider sends 0 for them.
                && !allProtocols(rule);
    }

    private static boolean allProtocols(JsonNode rule) {
        var protocol = rule.path("protocol").asText(rule.path("ip_protocol").asText());
        return protocol.equals("-1") || protocol.equals("all");
    }

    private static String ports(JsonNode rule) {
        var from = rule.path("from_port");
        var to = rule.path("to_port");
        if (allProtocols(rule) || !from.isNumber()) {
            return "every port";
        }
        return from.asInt() == to.asInt()
                ? "port " + from.asInt()
                : "ports %d to %d".formatted(from.asInt(), to.asInt());
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return Stream.of(node.asText());
        }
        var all = new ArrayList<String>();
        node.forEach(each -> all.add(each.asText()));
        return all.stream();
    }
}
