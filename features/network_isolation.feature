Feature: Network isolation
  The database listens to the functions that need it, and to nothing else.

  @aws-access @rds
  Scenario: The database admits the functions that need it, on its own port
    Then the database admits on port 5432 exactly these security groups:
      | nv-demo-api             |
      | nv-demo-postgres-init   |
      | nv-demo-postgres-update |

  @aws-access @elasticache
  Scenario: The cache admits the functions that use it, on its own port
    Then the cache admits on port 6379 exactly these security groups:
      | nv-demo-api             |
      | nv-demo-postgres-update |

  @aws-access @rds
  Scenario: The database cannot be reached from the internet and cannot call out
    Then the database is not public
    And its subnets have no way out

  @aws-access
  Scenario: Files go to S3 without leaving the network of AWS, and to the service's own buckets alone
    Then the S3 endpoint is in the way of the private subnets
    And the S3 endpoint lets nothing through but to buckets of "nv-demo"

  @aws-access @rds @elasticache
  Scenario Outline: A function lives in the private subnets and may call what it needs
    Then <function> runs in the private subnets
    And <function> may call out on the ports <ports> alone

    Examples:
      | function                  | ports             |
      | "nv-demo-api"             | "443, 5432, 6379" |
      | "nv-demo-authorizer"      | "443"             |
      | "nv-demo-postgres-init"   | "443, 5432"       |
      | "nv-demo-postgres-update" | "443, 5432, 6379" |

  @inside
  Scenario Outline: Connections of a function get where it works, and nowhere else
    Then <function> reaches <what it needs>
    And <function> does not reach <what it does not need>

    Examples:
      | function                  | what it needs                                    | what it does not need     |
      | "nv-demo-api"             | "the database, the cache, S3, Secrets Manager"   | "the internet on port 22" |
      | "nv-demo-authorizer"      | "Secrets Manager"                                | "the database, the cache" |
      | "nv-demo-postgres-init"   | "the database, Secrets Manager"                  | "the cache"               |
      | "nv-demo-postgres-update" | "the database, the cache, S3, SQS"               | "the internet on port 22" |

  @inside
  Scenario: Files stay within AWS, and nothing comes in from outside
    Then the way of "nv-demo-api" to "S3" leads through a "gateway endpoint"
    And the way of "nv-demo-api" to "Secrets Manager" leads through a "NAT gateway"
    And nobody on the internet reaches the database

  @inside @alone
  Scenario: Without its rule a function does not reach the database, and it is said which rule is missing
    Given the database's rule for "nv-demo-postgres-init" is for another port
    When the database is initialised in vain
    Then it is said that the database has no rule for "nv-demo-postgres-init"

    Given the database's rule for "nv-demo-postgres-init" is as it was
    When the database is initialised again
    Then nothing was applied
