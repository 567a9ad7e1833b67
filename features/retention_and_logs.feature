Feature: Retention and logs
  Files are kept for 30 days, logs for 7, and logs are in one place.

  @aws-access
  Scenario: Files expire after 30 days
    Then files expire after 30 days

  @aws-access
  Scenario: The catalogue is told of files that expire
    Then the storage tells "nv-demo-postgres-update" of files that are created, removed and expired

  @aws-access
  Scenario Outline: Every function writes its own log
    Then <function> has lately written its log

    Examples:
      | function                  |
      | "nv-demo-api"             |
      | "nv-demo-authorizer"      |
      | "nv-demo-postgres-update" |
      | "nv-demo-postgres-init"   |

  @aws-access
  Scenario Outline: Every part logs, and its log is kept for 7 days
    Then the log of <part> is kept for 7 days

    Examples:
      | part                                    |
      | "/aws/lambda/nv-demo-api"               |
      | "/aws/lambda/nv-demo-authorizer"        |
      | "/aws/lambda/nv-demo-postgres-init"     |
      | "/aws/lambda/nv-demo-postgres-update"   |
      | "/aws/apigateway/nv-demo-api"           |

  @aws-access
  Scenario: A request can be followed from the access log to the function
    When the client asks for the list
    Then the access log soon has the request
    And the function's log soon has a line of the same minute

  @aws-access
  Scenario: Stored files are encrypted, private and kept in versions
    Then the storage is encrypted, private and versioned
