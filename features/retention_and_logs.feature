Feature: Retention and logs
  Files are kept for 30 days, logs for 7, and logs are in one place.

  @aws-access
  Scenario: Files expire after 30 days
    Then files expire after 30 days

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
