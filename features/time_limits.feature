Feature: Time limits
  A function that has just enough time on a good day fails on a bad one.

  @aws-access
  Scenario Outline: A function has plenty of time for a cold start
    Then <function> may take at least 3 times as long as its cold starts do

    Examples:
      | function                  |
      | "nv-demo-api"             |
      | "nv-demo-authorizer"      |
      | "nv-demo-postgres-init"   |
      | "nv-demo-postgres-update" |
