Feature: Monitoring
  The service is checked every day, and somebody is told when it fails.

  @aws-access
  Scenario: The canary is due every day at noon
    Then the canary is due every day at 12:00 UTC

  @aws-access @alone
  Scenario: The canary passes on a healthy service
    When the canary runs
    Then the canary has passed
    And its artifacts are kept

  @aws-access
  Scenario Outline: Somebody is told when something fails
    Then the alarm <alarm> tells the topic "nv-demo-alarms"

    Examples:
      | alarm                            |
      | "nv-demo-canary-failed"          |
      | "nv-demo-dead-letters"           |
      | "nv-demo-api-5xx"                |
      | "nv-demo-api-errors"             |
      | "nv-demo-authorizer-errors"      |
      | "nv-demo-postgres-update-errors" |

  @aws-access
  Scenario: Everything that an alarm watches is there
    Then everything that an alarm watches is there

  @aws-access
  Scenario: The dashboard shows every alarm
    Then the dashboard "nv-demo" shows every alarm
