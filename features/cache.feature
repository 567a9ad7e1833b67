Feature: Cache
  What was read before is answered from the cache, and the cache is never wrong for long.

  @alone
  Scenario: The second reading of the list comes from the cache
    Given the client has read the list
    When the client reads the list again
    Then the answer came from the cache

  Scenario: An upload is seen although the list was in the cache
    Given the client has read the list
    When the client uploads "new.txt" with the text "new"
    Then "new.txt" is soon in the list

  @inside @alone
  Scenario: A dead cache slows the service and does not break it
    Given the client has uploaded "kept.txt" with the text "kept"
    And "kept.txt" is in the list
    When the cache stops answering for 8 seconds
    Then the list is answered past the cache
    And the client can download "kept.txt" with the text "kept"
    And the list is soon answered from the cache again
