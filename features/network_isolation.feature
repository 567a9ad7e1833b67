Feature: Network isolation
  The database listens to the functions that need it, and to nothing else.

  @aws-access
  Scenario: The database admits the functions that need it, on its own port
    Then the database admits on port 5432 exactly these security groups:
      | nv-demo-api             |
      | nv-demo-postgres-init   |
      | nv-demo-postgres-update |

  @aws-access
  Scenario: The cache admits the functions that use it, on its own port
    Then the cache admits on port 6379 exactly these security groups:
      | nv-demo-api             |
      | nv-demo-postgres-update |

  @aws-access
  Scenario: The database cannot be reached from the internet and cannot call out
    Then the database is not public
    And its subnets have no way out

  @aws-access
  Scenario Outline: A function lives in the private subnets and may call what it needs
    Then <function> runs in the private subnets
    And <function> may call out on the ports <ports> alone

    Examples:
      | function                  | ports             |
      | "nv-demo-api"             | "443, 5432, 6379" |
      | "nv-demo-authorizer"      | "443"             |
      | "nv-demo-postgres-init"   | "443, 5432"       |
      | "nv-demo-postgres-update" | "443, 5432, 6379" |
