Feature: Upload
  A client puts a file in with one request.

  @canary
  Scenario: An uploaded file can be downloaded
    Given the client has uploaded "report.txt" with the text "Quarterly figures"
    When the client downloads "report.txt"
    Then the text "Quarterly figures" comes back

  Scenario: The client is told that the file has arrived
    When the client uploads "note.txt" with the text "hello"
    Then the answer is "File uploaded"

  Scenario: An empty file is a file
    Given the client has uploaded "empty.bin" with 0 random bytes
    When the client downloads "empty.bin"
    Then the same bytes come back

  Scenario Outline: A name that cannot be a file's is refused
    When the client uploads to the path "<path>"
    Then the upload is refused because the name is bad

    Examples:
      | path                             |
      | /api/upload/folder%2Ffile.txt    |
      | /api/upload/%0Aline              |

  Scenario: A file that is too large is refused, and the client learns how to send it
    When the client uploads "large.bin" with 4500000 random bytes
    Then the upload is refused because the file is too large
    And the refusal names the way for large files

  Scenario: A method that a path does not have is refused
    When the client sends "DELETE" to "/api/list"
    Then the method is refused
