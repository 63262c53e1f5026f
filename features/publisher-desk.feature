# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook
# and https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-operations-api
Feature: Changes that the publisher decides by hand
  A publisher may leave changes of plan and licences to its staff: each waits on its desk, with what is asked and until
  when it can be answered. Everything else is acknowledged as usual.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    And the publisher answers webhooks with "by hand"

  Scenario Outline: Staff decides a change of licences
    When they change the quantity to 12
    Then the answer is 202
    And on the publisher's desk waits
      | action         | from | to | asked at                 | answer by                |
      | ChangeQuantity | 10   | 12 | 2020-07-14T10:00:00.000Z | 2020-07-14T10:00:10.000Z |
    And the subscription has 10 licences
    When the publisher's staff answers "ChangeQuantity" with "<answer>"
    Then the marketplace takes that answer
    And the subscription has <licences> licences
    And nothing waits on the publisher's desk
    And on the publisher's desk is decided
      | action         | from | to | outcome  |
      | ChangeQuantity | 10   | 12 | <answer> |

    Examples:
      | answer  | licences |
      | Success | 12       |
      | Failure | 10       |

  Scenario: Nobody decides in time, and silence is consent
    When they change the quantity to 12
    And 10 seconds pass
    Then nothing waits on the publisher's desk
    And on the publisher's desk is decided
      | action         | outcome                      |
      | ChangeQuantity | no answer in time, Succeeded |
    And the subscription has 12 licences
    And the publisher's own record says
      | seats | 12 |

  Scenario: A marketplace that waits longer gives staff the time that it needs
    Given the setting "op.ackTimeout" is "PT24H"
    When they change the quantity to 12
    And 23 hours pass
    Then on the publisher's desk waits
      | action         | answer by                |
      | ChangeQuantity | 2020-07-15T10:00:00.000Z |
    When the publisher's staff answers "ChangeQuantity" with "Failure"
    Then the marketplace takes that answer
    And the subscription has 10 licences

  Scenario: What cannot be refused does not wait
    When they suspend the subscription
    Then nothing waits on the publisher's desk
    And the publisher was told of
      | action  | answer |
      | Suspend | 200    |

  Scenario Outline: An answer that takes its time is in time for less than ten seconds
    Given the publisher answers webhooks with "<behaviour>" after <time>
    When they change the quantity to 12
    And 1 day passes
    Then the subscription has <licences> licences
    And the publisher was told of
      | action         | answer            |
      | ChangeQuantity | 200, later <said> |

    Examples:
      | behaviour | time          | licences | said                        |
      | accept    | 9.999 seconds | 12       | Success                     |
      | reject    | 9.999 seconds | 10       | Failure                     |
      | reject    | 2 hours       | 12       | Failure too late, Succeeded |
