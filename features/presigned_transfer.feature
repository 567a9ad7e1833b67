Feature: Presigned transfer
  Large files go straight to the storage and from it, with an address that is good for a while.

  Scenario: A large file is uploaded and downloaded past the API
    Given the client has an address to upload "large.bin"
    When it sends 20000000 random bytes to the address
    Then "large.bin" is soon in the list
    And the client can download "large.bin" with an address, and the same bytes come back

  Scenario: An address is good for its file alone
    Given the client has an address to upload "mine.txt"
    When somebody changes the address to that of another file
    Then the storage refuses it

  Scenario: Without credentials there is no address
    When somebody sends "GET" to "/api/upload_presigned/file" without credentials
    Then the request is refused
