Feature: Secrets
  Credentials can be read by the application alone.

  @aws-access
  Scenario Outline: Who may read which secret
    Then <function> may read <secrets> and no other secret

    Examples:
      | function                  | secrets                                  |
      | "nv-demo-api"             | "nv-demo-postgres, nv-demo-client-api-key" |
      | "nv-demo-authorizer"      | "nv-demo-client"                         |
      | "nv-demo-postgres-init"   | "nv-demo-postgres"                       |
      | "nv-demo-postgres-update" | "nv-demo-postgres"                       |

  @aws-access
  Scenario: The client API key is the API function's alone, whatever else a role may do
    Then of all functions only "nv-demo-api" could read "nv-demo-client-api-key", if each might read every secret

  @aws-access @iam-changes
  Scenario: The client API key is kept from who may read every secret
    When somebody takes on a role that may read every secret
    Then the role can read "nv-demo-postgres"
    And the role cannot read "nv-demo-client-api-key"

  @aws-access
  Scenario: No secret stands in a function's settings
    Then no function has a secret's value in its environment

  @aws-access
  Scenario: No secret stands in the state
    Then no state file of the stacks holds a secret's value

  @aws-access
  Scenario: No secret stands in the logs
    Given the client has uploaded "logged.txt" with the text "x"
    Then no log of a function holds a secret's value
