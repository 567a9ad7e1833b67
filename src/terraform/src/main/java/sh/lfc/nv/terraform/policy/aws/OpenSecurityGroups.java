package sh.lfc.nv.terraform.policy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.Violation;

/** See {@link AwsPolicies#noSecurityGroupIsOpenToTheWorld}. */
record OpenSecurityGroups(Set<Integer> allowedPorts) implements Policy {
    private static final String RULE = "no security group is open to the world";

    @Override
    public List<Violation> check(Infrastructure infrastructure) {
        var found = new ArrayList<Violation>();
        for (var group : infrastructure.ofType("aws_security_group", "aws_default_security_group")) {
            group.value("/ingress").forEach(rule -> judge(group.address(), rule, found));
        }
        for (var rule : infrastructure.ofType("aws_security_group_rule")) {
            if (rule.text("/type").equals("ingress")) {
                judge(rule.address(), rule.values(), found);
            }
        }
        for (var rule : infrastructure.ofType("aws_vpc_security_group_ingress_rule")) {
            judge(rule.address(), rule.values(), found);
        }
        return found;
    }

    private void judge(String address, JsonNode rule, List<Violation> found) {
        var everybody = Stream.of("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6")
                .flatMap(name -> texts(rule.path(name)))
                .filter(block -> block.endsWith("/0"))
                .toList();
        if (!everybody.isEmpty() && !isAllowed(rule)) {
            found.add(new Violation(
                    address, RULE, "%s may reach %s".formatted(String.join(" and ", everybody), ports(rule))));
        }
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
