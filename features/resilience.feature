@aws-access @faults @clock
Feature: Resilience
  What the service depends on fails now and then. Nothing is lost by it, nobody gets in by it, and somebody is told.

  Scenario: Events that arrive twice and in the wrong order leave the catalogue right
    Given the storage's events arrive twice, and now and then in the wrong order
    When 3 clients upload 4 files each at the same time
    And 3 clients upload "draft.txt" with different texts at the same time
    And "client-1-file-1.txt" is removed from the storage
    And all is well again
    Then storage, catalogue and list agree, file by file

  Scenario: The database restarts during uploads, and no upload is missing
    Given the database is down
    When 3 clients upload 4 files each at the same time
    And 2 hours go by
    Then the events of the uploads wait in the dead-letter queue
    When all is well again
    And the dead letters are given to the function again
    Then no dead letter is left
    And storage, catalogue and list agree, file by file

  Scenario Outline: The cache is <state>
    Given the client has uploaded "kept.txt" with the text "kept"
    And the cache is <state>
    When the client uploads "new.txt" with the text "new"
    Then "new.txt" is soon in the list
    And "kept.txt" is in the list once, with size 4
    And the client can download "kept.txt" with the text "kept"
    When all is well again
    Then the list is soon answered from the cache again
    And storage, catalogue and list agree, file by file

    Examples:
      | state           |
      | dead            |
      | slow            |
      | full of garbage |

  Scenario: Secrets Manager has no time
    Given Secrets Manager refuses two of three calls because there are too many
    And every function starts anew
    When the client asks for the list
    Then the list is answered

  Scenario: Nobody gets in while the authorizer crashes
    Given "nv-demo-authorizer" crashes at every request
    When somebody whom the authorizer has not seen yet asks for the list
    Then the answer is an error without a word of the list
    When all is well again
    And the client asks for the list
    Then the list is answered

  Scenario: The daily check notices, somebody is told, and told again when it is over
    Given somebody has subscribed to the topic "nv-demo-alarms"
    And 2 days go by
    And the alarm "nv-demo-canary-failed" is in the state "OK"
    When "nv-demo-api" fails at every request
    And the canary's next run is over
    Then the canary has failed
    And the alarm "nv-demo-canary-failed" is in the state "ALARM"
    And the subscriber is told that "nv-demo-canary-failed" is in the state "ALARM"
    When all is well again
    And the canary's next run is over
    Then the canary has passed
    And the alarm "nv-demo-canary-failed" is in the state "OK"
    And the subscriber is told that "nv-demo-canary-failed" is in the state "OK"
