Feature: What every service keeps to

  Scenario: Nobody comes in who should not, and nothing lies open
    Given the plan of the configuration "service"
    Then no security group is open to the world except on port 443
    And everything is encrypted at rest
    And no bucket is public
    And no policy allows all actions
    And everything has the tag "Owner"
    And the plan destroys nothing
