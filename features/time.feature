# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle
# and https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing
Feature: Time of a world
  A world's clock stands still until it is told to move. However far it goes in one step, everything that is due on the
  way happens at its own instant: renewals, invoices, webhooks and what publishers answer to them.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1

  Scenario: A jump of a year, with everything at its instant
    When 1 year passes
    Then the clock is at "2021-07-14T10:00:00.000Z"
    And the ledger of the subscription is
      | type  | from       | to         | amount |
      | new   | 2020-07-14 | 2020-08-13 | 200.00 |
      | renew | 2020-08-14 | 2020-09-13 | 200.00 |
      | renew | 2020-09-14 | 2020-10-13 | 200.00 |
      | renew | 2020-10-14 | 2020-11-13 | 200.00 |
      | renew | 2020-11-14 | 2020-12-13 | 200.00 |
      | renew | 2020-12-14 | 2021-01-13 | 200.00 |
      | renew | 2021-01-14 | 2021-02-13 | 200.00 |
      | renew | 2021-02-14 | 2021-03-13 | 200.00 |
      | renew | 2021-03-14 | 2021-04-13 | 200.00 |
      | renew | 2021-04-14 | 2021-05-13 | 200.00 |
      | renew | 2021-05-14 | 2021-06-13 | 200.00 |
      | renew | 2021-06-14 | 2021-07-13 | 200.00 |
      | renew | 2021-07-14 | 2021-08-13 | 200.00 |
    And each charge was made at the start of its period
    And there are 12 invoices, each of the 8th
    And the webhooks of the subscription are
      | action | queuedAt                 | state    | tried |
      | Renew  | 2020-08-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2020-09-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2020-10-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2020-11-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2020-12-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2021-01-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2021-02-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2021-03-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2021-04-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2021-05-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2021-06-14T00:00:00.000Z | accepted | 1     |
      | Renew  | 2021-07-14T00:00:00.000Z | accepted | 1     |

  Scenario: A jump passes over an answer only after the publisher had its chance to give it
    Given the publisher answers the next webhook with "error"
    When they change the quantity to 12
    Then the answer is 202
    Given the publisher answers webhooks with "reject"
    When 1 year passes
    Then the operation "ChangeQuantity" has the status "Failed"
    And the subscription has 10 licences
    And the tries of the webhook "ChangeQuantity" were
      | at                       | answer |
      | 2020-07-14T10:00:00.000Z | 500    |
      | 2020-07-14T10:00:57.600Z | 200    |

  Scenario: While the clock is on its way it cannot be moved a second time
    Given the publisher answers webhooks with "hang"
    When the clock is sent on its way to "2021-07-14T10:00:00Z"
    Then the clock is at "2020-08-14T00:00:00.000Z"
    And it is on its way to "2021-07-14T10:00:00.000Z"
    When they try to move the clock to "2020-12-01T00:00:00Z"
    Then the answer is 409 with error "clockMoving"
    When they try to keep the world as "on-its-way"
    Then the answer is 409 with error "clockMoving"
    Given the publisher answers webhooks with "accept"
    When the way is broken off
    Then the clock is at "2020-08-14T00:00:00.000Z"
    And time stands still
    And the ledger has 2 lines

  Scenario: The clock does not go back
    When they try to move the clock to "2020-07-14T09:59:59Z"
    Then the answer is 409 with error "clockBackwards"
    And nothing has changed

  Scenario Outline: A moment that is none
    When they try to move the clock to "<moment>"
    Then the answer is 400 with error "instantInvalid"
    And nothing has changed

    Examples:
      | moment               |
      | tomorrow             |
      | 2020-13-01T00:00:00Z |
      | 2021-02-29T00:00:00Z |

  Scenario: A frozen clock stands still, a live one runs
    Then time stands still
    Given the clock is live
    Then time passes by itself
    Given the clock is frozen
    Then time stands still

  Scenario: On a live clock silence becomes consent by itself
    Given the setting "op.ackTimeout" is "PT0.2S"
    And the publisher answers webhooks with "silent"
    And the clock is live
    When they change the quantity to 12
    Then the operation "ChangeQuantity" has the status "Succeeded"
    And the subscription has 12 licences

  Scenario: Every answer says what time it is in the world
    When the clock reaches "2020-07-20T08:30:00Z"
    And they change the quantity to 12
    Then the answer was given at "2020-07-20T08:30:00.000Z" of world time
