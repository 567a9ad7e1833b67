Feature: Catalogue
  The catalogue tells the truth about the storage, whatever happens in whatever order.

  Scenario: An overwritten file is listed once, with its new size
    Given the client has uploaded "draft.txt" with the text "one"
    And "draft.txt" is in the list
    When the client uploads "draft.txt" with the text "number two"
    Then "draft.txt" is soon in the list once, with size 10

  Scenario: A removed file leaves the list
    Given the client has uploaded "old.txt" with the text "old"
    And "old.txt" is in the list
    When "old.txt" is removed from the storage
    Then "old.txt" is soon gone from the list

  Scenario: Many clients upload different files at once
    When 8 clients upload 5 files each at the same time
    Then all of the files are soon in the list

  Scenario: Many clients upload the same name at once
    When 8 clients upload "contested.txt" with different texts at the same time
    Then the list soon agrees with the storage about "contested.txt"

  Scenario Outline: Unusual names are names
    Given the client has uploaded a file called <name>
    Then a file called <name> is soon in the list
    And the client can download the file called <name>

    Examples:
      | name                      |
      | "with space.txt"          |
      | "plus+and&ampersand.txt"  |
      | "100%.txt"                |
      | "ünïcödé-世界.txt"          |
      | "it's (1) [final].txt"    |
      | "no-extension"            |
      | ".hidden"                 |

  @aws-access
  Scenario: An event that Lambda gives up on is kept
    Then what "nv-demo-postgres-update" fails to take goes to the dead-letter queue

  @inside
  Scenario: An event that arrives twice changes nothing
    Given the client has uploaded "twice.txt" with the text "twice"
    And "twice.txt" is in the list
    When the storage's last event for "twice.txt" arrives again
    Then "twice.txt" is in the list once, with size 5

  @inside
  Scenario: An event of a file that is gone already changes nothing
    When an event says that "gone.txt" was created, which the storage does not have
    Then "gone.txt" is not in the list
    And the event was understood

  @inside
  Scenario: A record that cannot be understood is put aside and blocks nothing
    Given the client has uploaded "good.txt" with the text "good"
    And "good.txt" is in the list
    When an event arrives with a broken record and the removal of "good.txt"
    Then "good.txt" is soon gone from the list
    And the broken record waits in the dead-letter queue
