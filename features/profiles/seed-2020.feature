# Source: https://learn.microsoft.com/partner-center/create-a-new-subscription
# and https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage
Feature: Cancelling under the profile seed-2020
  The pages of 2020 and 2021: 24 hours for what is billed by the month, 14 days for what is billed by the year, counted
  from the order. Later a cancellation takes effect at the end of the term.

  Scenario Outline: A month, ordered on the 14th and set up on the 15th
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "seed-2020"
    And the Admin agent of the direct-bill partner
    And they buy 10 licences of the monthly plan for customer-1
    And the publisher assigns 10 licences
    When the clock reaches "2020-07-15T09:00:00Z"
    And the publisher confirms the setup
    And the clock reaches "<cancelled>"
    And they cancel the subscription
    Then the answer is 200
    And the subscription's status is "<status>"
    And the subscription nets to <net> USD
    When the clock reaches "2020-08-15T00:00:00Z"
    Then the subscription's status is "deleted"
    And the subscription nets to <net> USD

    Examples:
      | cancelled            | status  | net    |
      | 2020-07-15T09:30:00Z | deleted | 0.00   |
      | 2020-07-15T12:00:00Z | active  | 200.00 |
      | 2020-07-23T00:00:00Z | active  | 200.00 |

  Scenario: Before the setup a cancellation is free, however late
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "seed-2020"
    And the Admin agent of the direct-bill partner
    And they buy 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-07-20T00:00:00Z"
    And they cancel the subscription
    Then the answer is 200
    And the subscription's status is "deleted"
    And the ledger is empty

  Scenario Outline: A year has 14 days of 24 hours
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "seed-2020"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the annual plan for customer-1
    And the subscription can be cancelled with a refund until "2020-07-28T10:00:00.000Z"
    When the clock reaches "<cancelled>"
    And they cancel the subscription
    Then the subscription's status is "<status>"
    And the subscription nets to <net> USD

    Examples:
      | cancelled                | status  | net     |
      | 2020-07-28T09:59:59.999Z | deleted | 0.00    |
      | 2020-07-28T10:00:00.000Z | active  | 1200.00 |

  Scenario Outline: Other terms cannot be bought
    Given a marketplace of long terms at "2020-07-14T10:00:00Z" under the profile "seed-2020"
    And the Admin agent of the direct-bill partner
    When they try to buy 10 licences of the <plan> plan for customer-1
    Then the answer is 400 with code 800009
    And there are 0 orders and 0 subscriptions

    Examples:
      | plan              |
      | year-by-the-month |
      | two-year          |

  Scenario: A renewal does not open the window again
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "seed-2020"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-08-14T02:00:00Z"
    And they cancel the subscription
    Then the subscription's status is "active"
    And the subscription's auto-renew is off
    And the subscription nets to 400.00 USD
