package sh.lfc.nv.emulator.policy;

import java.util.List;

/** What a policy is attached to, which decides the elements that it must and must not have. */
public enum PolicyKind {
    /** Attached to a user, group or role, a permissions boundary, or a session policy. */
    IDENTITY {
        @Override
        void check(Statement statement) throws PolicySyntaxException {
            PolicyReader.plainSid(statement);
            if (hasPrincipal(statement)) {
                throw new PolicySyntaxException("Policy document should not specify a principal.");
            }
            actions(statement);
            if (statement.resources().isEmpty() && statement.notResources().isEmpty()) {
                throw new PolicySyntaxException("Policy statement must contain resources.");
            }
            for (String resource : statement.resources()) {
                resource(resource);
            }
            for (String resource : statement.notResources()) {
                resource(resource);
            }
        }
    },

    /** Says who may assume a role. */
    TRUST {
        @Override
        void check(Statement statement) throws PolicySyntaxException {
            PolicyReader.plainSid(statement);
            if (!statement.resources().isEmpty() || !statement.notResources().isEmpty()) {
                throw new PolicySyntaxException("Has prohibited field Resource");
            }
            if (!hasPrincipal(statement)) {
                throw new PolicySyntaxException("Missing required field Principal");
            }
            if (statement.actions().isEmpty() && statement.notActions().isEmpty()) {
                throw new PolicySyntaxException("Missing required field Action");
            }
            for (String action : statement.actions()) {
                if (!action.regionMatches(true, 0, "sts:", 0, 4)) {
                    throw new PolicySyntaxException("AssumeRole policy may only specify STS AssumeRole actions.");
                }
            }
        }
    },

    /** Attached to a resource, such as a bucket, a queue or a secret. */
    RESOURCE {
        @Override
        void check(Statement statement) throws PolicySyntaxException {
            if (!hasPrincipal(statement)) {
                throw new PolicySyntaxException("Missing required field Principal");
            }
            actions(statement);
        }
    };

    /**
     * Reads a document and checks that it is a policy of this kind.
     *
     * @throws PolicySyntaxException with AWS's sentence when it is not
     */
    public PolicyDocument parse(String json) throws PolicySyntaxException {
        PolicyDocument document = PolicyDocument.parse(json);
        for (Statement statement : document.statements()) {
            check(statement);
        }
        return document;
    }

    abstract void check(Statement statement) throws PolicySyntaxException;

    private static boolean hasPrincipal(Statement statement) {
        return !statement.principals().isEmpty() || !statement.notPrincipals().isEmpty();
    }

    private static void actions(Statement statement) throws PolicySyntaxException {
        if (statement.actions().isEmpty() && statement.notActions().isEmpty()) {
            throw new PolicySyntaxException("Policy statement must contain actions.");
        }
        for (List<String> actions : List.of(statement.actions(), statement.notActions())) {
            for (String action : actions) {
                if (!action.equals("*") && action.indexOf(':') < 1) {
                    throw new PolicySyntaxException(
                            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
                }
            }
        }
    }

    private static void resource(String resource) throws PolicySyntaxException {
        if (resource.equals("*")) {
            return;
        }
        if (!resource.startsWith("arn:")) {
            throw new PolicySyntaxException("Resource " + resource + " must be in ARN format or \"*\".");
        }
        String[] parts = resource.split(":", 6);
        if (parts.length < 6 && !resource.endsWith("*")) {
            throw new PolicySyntaxException("The policy failed legacy parsing");
        }
        String partition = parts.length > 1 ? parts[1] : "";
        if (!partition.matches("aws|aws-cn|aws-us-gov|.*[*?].*")) {
            throw new PolicySyntaxException(
                    "Partition \"" + partition + "\" is not valid for resource \"" + resource + "\".");
        }
    }
}
