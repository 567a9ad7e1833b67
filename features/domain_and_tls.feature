Feature: Domain and TLS
  The service has one way in: its own domain, over TLS.

  @canary
  Scenario: The certificate is the domain's own
    When somebody connects to the service
    Then the certificate is valid for its domain

  @canary
  Scenario: The certificate is renewed in time
    When somebody connects to the service
    Then every certificate of the chain is valid for at least 14 more days

  @canary
  Scenario: The certificate comes from an authority that everybody trusts
    When somebody connects to the service
    Then the chain of certificates ends at a trusted authority

  @canary
  Scenario: The domain is found by DNS
    When somebody looks up the service's domain
    Then it has an address

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

  @canary
  Scenario: The service answers in time
    When somebody asks for the health 5 times
    Then the middle one of the answers took at most 2 seconds

  @aws-access
  Scenario: The gateway's own address is closed
    When the client asks for the list at the gateway's own address
    Then there is nothing to be found

  @aws-access
  Scenario: The domain is in the zone
    Then the zone has an address for the service's domain
