# Source: https://learn.microsoft.com/partner-center/developer/set-up-api-access-in-partner-center
# which keeps what is tried out apart from what is sold; worlds, snapshots and forks are the simulator's own.
Feature: Worlds
  A world is one marketplace with its own clock, partners, customers, money and publishers. It can be kept and brought
  back, and it can be forked to see what would happen otherwise.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1

  Scenario: A world is brought back to how it was kept
    When they change the quantity to 12
    And the world is kept as "before"
    And they cancel the subscription
    And 3 months pass
    Then the subscription's status is "deleted"
    When the world is brought back to "before"
    Then the clock is at "2020-07-14T10:00:00.000Z"
    And the subscription's status is "active"
    And the subscription has 12 licences
    And the ledger has 3 lines
    When 1 month passes
    Then the ledger has 4 lines
    And the publisher sees it as "Subscribed"

  Scenario: A question that was open is open again
    Given the publisher answers webhooks with "error"
    When they change the quantity to 12
    And the world is kept as "asked"
    And 8 hours pass
    Then the operation "ChangeQuantity" has the status "Failed"
    When the world is brought back to "asked"
    Then the operation "ChangeQuantity" has the status "InProgress"
    And the webhook "ChangeQuantity" was tried 1 time, and is due again at "2020-07-14T10:00:57.600Z"
    Given the publisher answers webhooks with "accept"
    When 1 minute passes
    Then the operation "ChangeQuantity" has the status "Succeeded"
    And the subscription has 12 licences

  Scenario: Two futures of one purchase
    When the world is forked
    And they cancel the subscription
    And in the forked world
    And they change the quantity to 15
    And 1 month passes
    Then the subscription has 15 licences
    And the ledger of the subscription is
      | type        | from       | to         | amount  |
      | new         | 2020-07-14 | 2020-08-13 | 200.00  |
      | addQuantity | 2020-07-14 | 2020-08-13 | -200.00 |
      | addQuantity | 2020-07-14 | 2020-08-13 | 300.00  |
      | renew       | 2020-08-14 | 2020-09-13 | 300.00  |
    And the publisher was told of
      | action         |
      | ChangeQuantity |
      | Renew          |
    Given in the first world
    Then the clock is at "2020-07-14T10:00:00.000Z"
    And the subscription's status is "deleted"
    And the subscription nets to 0.00 USD
    And the publisher was told of
      | action      |
      | Unsubscribe |

  Scenario: The links of a fork lead to the fork
    Given they buy 5 licences of the monthly plan for customer-1
    When the world is forked
    And in the forked world
    And the account for 5 licences is set up on the publisher's page
    Then the page is "Manage your subscription"
    And the subscription's status is "active"
    Given in the first world
    Then the subscription's status is "pending"

  Scenario: Two worlds with the same publisher do not hear of each other
    Given a second marketplace at "2021-01-31T08:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 20 licences of the monthly plan for customer-1
    And the publisher answers webhooks with "reject"
    When they change the quantity to 25
    Then the answer is 400 with code 900280
    And the clock is at "2021-01-31T08:00:00.000Z"
    And the publisher was told of
      | action         | answer       |
      | ChangeQuantity | 200, Failure |
    Given in the first world
    When they change the quantity to 15
    Then the answer is 200
    And the customer's subscriptions are 1, all licence-based and not Microsoft's
    And the publisher was told of
      | action         | answer       |
      | ChangeQuantity | 200, Success |
    When 1 month passes
    Then the clock is at "2020-08-14T10:00:00.000Z"
    Given in the second world
    Then the clock is at "2021-01-31T08:00:00.000Z"
    And the ledger has 1 line
    And the customer's subscriptions are 1, all licence-based and not Microsoft's

  Scenario: A token of one world opens nothing in another
    Given a second marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 5 licences of the monthly plan for customer-1
    When they send GET "/v1/customers/{customer}/subscriptions/{subscription}" with
      """
      """
    Then the answer is 200
    When they act with their token of the first world
    And they send GET "/v1/customers/{customer}/subscriptions/{subscription}" with
      """
      """
    Then the answer is 404 with code 1000

  Scenario: The purchase of one world cannot be opened at the publisher's page of another
    Given the customer keeps the activation link
    And a second marketplace at "2020-07-14T10:00:00Z"
    When the kept link's token is taken to the same publisher's site in this world
    Then the page is "This link cannot be used", with status 400
    And the page shows nothing of what was bought

  Scenario: A reset world begins anew, and its publisher has forgotten
    When they change the quantity to 12
    And the world is reset
    Then the clock is at "2020-07-14T10:00:00.000Z"
    And the ledger is empty
    And nothing was bought
    And the publisher was told nothing

  Scenario: A deleted world is gone, on both sides
    Given the customer keeps the activation link
    When the world is deleted
    Then the world is unknown
    When the customer opens the kept link
    Then the page is "There is nothing here", with status 404
