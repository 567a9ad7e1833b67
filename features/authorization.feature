Feature: Authorization
  The files belong to the clients. Who cannot show a client's credentials learns nothing.

  @canary
  Scenario: A client is let in with its credentials
    When the client asks for the list
    Then the list is answered

  @canary
  Scenario Outline: Nobody else is let in
    When somebody asks for the list with <credentials>
    Then the request is refused
    And the refusal gives nothing away

    Examples:
      | credentials          |
      | no credentials       |
      | a wrong password     |
      | an unknown user      |
      | an empty password    |
      | a bearer token       |
      | a malformed header   |

  Scenario Outline: Every route is guarded
    When somebody sends "<method>" to "<path>" without credentials
    Then the request is refused

    Examples:
      | method | path                            |
      | GET    | /                               |
      | GET    | /api/list                       |
      | PUT    | /api/upload/intruder            |
      | GET    | /api/upload_presigned/intruder  |
      | GET    | /api/download_presigned/secret  |
      | GET    | /secret                         |
      | DELETE | /secret                         |

  @canary
  Scenario: Health can be seen by everybody and gives nothing away
    When somebody asks for the health without credentials
    Then the service says that it is healthy
    And the answer names no part of the system
