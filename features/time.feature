@aws-access @clock
Feature: As time goes by
  What is due in days and months happens on its day, and nothing is in disorder afterwards.

  Scenario: A file is gone after 30 days, from the storage and from the list
    Given the client has uploaded "report.txt" with the text "for a month"
    When 29 days go by
    Then "report.txt" is in the list once, with size 11
    When 2 days go by
    Then the storage has no "report.txt" any more
    And "report.txt" is soon gone from the list

  Scenario: A log is gone after 7 days
    Given the client has read the list
    And the logs have lines of today
    When 6 days go by
    Then the logs have lines of that day
    When 2 days go by
    Then the logs have no lines of that day
    And no log of the service is older than 7 days

  Scenario: The service is checked every day at noon
    When 7 days go by
    Then the canary has run on each of the last 7 days at 12:00 UTC
    And every run has passed

  Scenario: A month of daily use
    When 33 days go by, on each of which the client uploads a file
    Then exactly the files of the last 30 days are in the list
    And storage, catalogue and list agree, file by file
    And the canary has run on each of the last 30 days at 12:00 UTC
    And every run has passed
