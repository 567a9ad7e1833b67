@aws-access @last @access-report
Feature: Least privilege
  Nobody may do more than it does. What was allowed and what was used is known after everything else was tried.

  Scenario Outline: A function may do nothing that it never does
    Then <function> was allowed nothing that it did not use

    Examples:
      | function                  |
      | "nv-demo-api"             |
      | "nv-demo-authorizer"      |
      | "nv-demo-postgres-init"   |
      | "nv-demo-postgres-update" |
      | "nv-demo-canary"          |

  Scenario Outline: A function was refused nothing
    Then <function> was refused nothing that it asked for meanwhile

    Examples:
      | function                  |
      | "nv-demo-api"             |
      | "nv-demo-authorizer"      |
      | "nv-demo-postgres-init"   |
      | "nv-demo-postgres-update" |
      | "nv-demo-canary"          |
