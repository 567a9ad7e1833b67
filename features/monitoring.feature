@monitoring
Feature: Monitoring
  The service is checked every day, and somebody is told when it fails.

  @aws-access
  Scenario: The canary is due every day at noon
    Then the canary is due every day at 12:00 UTC

  @aws-access @alone @on-demand
  Scenario: The canary passes on a healthy service
    When the canary runs
    Then the canary has passed
    And its artifacts are kept
    And the reports of its scenarios are kept
    And it leaves none of its files in the storage

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
  Scenario: The first dead letter is told
    Then the alarm "nv-demo-dead-letters" is given by 1 and not by 0

  @aws-access @alone
  Scenario: An alarm reaches who has subscribed
    Given somebody has subscribed to the topic "nv-demo-alarms"
    When the alarm "nv-demo-api-5xx" is given
    Then the subscriber is told of "nv-demo-api-5xx"

  @aws-access
  Scenario: Everything that an alarm watches is there
    Then everything that an alarm watches is there

  @aws-access
  Scenario: The dashboard shows every alarm
    Then the dashboard "nv-demo" shows every alarm
