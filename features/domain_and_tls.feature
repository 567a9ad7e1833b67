Feature: Domain and TLS
  The service has one way in: its own domain, over TLS.

  @canary
  Scenario: The certificate is the domain's own
    When somebody connects to the service
    Then the certificate is valid for its domain

  @canary
  Scenario Outline: Modern TLS is spoken
    When somebody connects to the service with "<protocol>"
    Then the connection is made

    Examples:
      | protocol |
      | TLSv1.2  |
      | TLSv1.3  |

  @canary
  Scenario Outline: Old TLS is not
    Then old TLS of version 1.<minor> is refused

    Examples:
      | minor |
      | 0     |
      | 1     |

  @aws-access
  Scenario: The gateway's own address is closed
    When the client asks for the list at the gateway's own address
    Then there is nothing to be found

  @aws-access
  Scenario: The domain is in the zone
    Then the zone has an address for the service's domain
