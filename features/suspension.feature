# Source: https://learn.microsoft.com/partner-center/developer/suspend-a-subscription
# and https://learn.microsoft.com/partner-center/developer/reactivate-a-suspended-a-subscription
Feature: Suspending and reactivating a subscription
  A partner whose customer does not pay takes access away. Nothing is charged meanwhile, and after 90 days it is over.

  Background:
    Given a marketplace at "2020-07-15T09:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    And the clock reaches "2020-08-01T00:00:00Z"

  Scenario: Both sides see it, and only cancelling and reactivating are possible
    When they suspend the subscription
    Then the answer is 200
    And the subscription's status is "suspended"
    And the publisher sees it as "Suspended"
    When they change the quantity to 12
    Then the answer is 400 with code 2001
    When they turn auto-renew off
    Then the answer is 400 with code 800091

  Scenario Outline: What reactivating costs depends on what passed meanwhile
    When they suspend the subscription
    And the clock reaches "<back>"
    And they reactivate the subscription
    Then the answer is 200
    And the subscription's status is "active"
    And the subscription nets to <net> USD
    And its term runs from "<from>" to "<to>"

    Examples:
      | back                 | net    | from       | to         |
      | 2020-08-10T00:00:00Z | 200.00 | 2020-07-15 | 2020-08-14 |
      | 2020-08-20T00:00:00Z | 400.00 | 2020-08-20 | 2020-09-19 |

  Scenario: A suspension that nobody lifts ends the subscription after 90 days
    When they suspend the subscription
    And the clock reaches "2020-10-30T00:00:00Z"
    Then the subscription's status is "deleted"
    And the publisher sees it as "Unsubscribed"
    And the subscription nets to 200.00 USD
