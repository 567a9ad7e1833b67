@terraform
Feature: Infrastructure
  The stacks say all that there is: applied twice they change nothing, destroyed they leave nothing.

  Scenario: Applying again changes nothing, and only one can do it at a time
    Then the second plan of every stack is empty
    And each stack's state was locked meanwhile

  @aws-access
  Scenario: The state is encrypted, private and kept in versions
    Then the bucket "nv-demo-terraform-state" is encrypted, private and versioned

  @aws-access @rds
  Scenario: Everything carries the name of its environment and stack
    Then every bucket, function, secret and database is tagged with its environment and stack

  @aws-access
  Scenario: Functions have least privilege
    Then no function's role allows every action or names every resource where a name is possible

  @destructive
  Scenario: Destroying leaves nothing
    When the stacks are destroyed
    Then nothing of them is left
