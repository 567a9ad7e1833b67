Feature: List
  A client sees which files there are.

  @canary
  Scenario: An uploaded file is in the list
    When the client uploads "minutes.txt" with the text "We met."
    Then "minutes.txt" is soon in the list

  Scenario: The list says what a client needs to know of a file
    When the client uploads "facts.txt" with the text "12345"
    Then "facts.txt" is soon in the list
    And the list gives for "facts.txt" the name, the size 5, the bucket, when it was added and where to get it

  Scenario: A long list comes in pages
    Given the client has uploaded 5 files
    And all of them are in the list
    When the client reads the list in pages of 2
    Then it sees each of the files once

  Scenario: The front page is the list
    When the client asks for the front page
    Then the list is answered
