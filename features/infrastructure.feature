@terraform
Feature: Infrastructure
  The stacks say all that there is: applied twice they change nothing, destroyed they leave nothing.

  Scenario: Applying again changes nothing
    Then the second plan of every stack is empty

  @aws-access
  Scenario: Everything carries the name of its environment and stack
    Then every bucket, function, secret and database is tagged with its environment and stack

  @aws-access
  Scenario: Functions have least privilege
    Then no function's role allows every action or names every resource where a name is possible

  @destructive
  Scenario: Destroying leaves nothing
    When the stacks are destroyed
    Then nothing of them is left
