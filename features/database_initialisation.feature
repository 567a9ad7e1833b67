Feature: Database initialisation
  The database is made ready by a function, as often as one likes.

  @aws-access
  Scenario: Initialising again changes nothing
    Given the database was initialised
    When the database is initialised again
    Then nothing was applied

  @aws-access
  Scenario: An unknown task is refused
    When the initialisation is asked for the task "drop everything"
    Then the initialisation fails and names the task

  @inside
  Scenario: The schema is there
    Given the database was initialised
    Then the database has the table "file"
    And the database is PostgreSQL newer than 10

  @inside
  Scenario: Nobody talks to the database without encryption
    When somebody connects to the database without encryption
    Then the database refuses
