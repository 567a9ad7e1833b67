Feature: Download
  A client gets a file back exactly as it was put in.

  Scenario: Binary content survives
    Given the client has uploaded "picture.png" with 100000 random bytes
    When the client downloads "picture.png"
    Then the same bytes come back

  Scenario: Text in any language survives
    Given the client has uploaded "poem.txt" with the text "Grüße, 世界, שלום 🎈"
    When the client downloads "poem.txt"
    Then the text "Grüße, 世界, שלום 🎈" comes back

  Scenario: A file has the type that it was uploaded with
    Given the client has uploaded "page.html" of type "text/html" with the text "<h1>Hi</h1>"
    When the client downloads "page.html"
    Then the download is of type "text/html"

  Scenario: A file that a function cannot carry is handed over by the storage itself
    Given "film.bin" with 8000000 random bytes lies in the storage
    When the client downloads "film.bin" and follows where it is sent
    Then the same bytes come back

  @canary
  Scenario: There is no file of that name
    When the client downloads "never-uploaded.txt"
    Then there is no such file

  @inside
  Scenario: A file that is gone from the storage, which the catalogue does not know yet
    Given "ghost.txt" is in the catalogue and not in the storage
    When the client downloads "ghost.txt"
    Then there is no such file

  Scenario: A name that several files have is ambiguous
    Given "2025/plan.txt" with 10 random bytes lies in the storage
    And "2026/plan.txt" with 20 random bytes lies in the storage
    When the client downloads the file named "plan.txt" wherever it lies
    Then the name is ambiguous
