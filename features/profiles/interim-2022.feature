# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api
# and https://learn.microsoft.com/partner-center/marketplace-offers/plan-saas-offer
Feature: Cancelling under the profile interim-2022
  The pages of 2022: 72 hours from the purchase, whatever is billed and how. Later a cancellation ends the service at once,
  and what was paid stays paid.

  Scenario Outline: A month, ordered on the 14th and set up on the 15th
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "interim-2022"
    And the Admin agent of the direct-bill partner
    And they buy 10 licences of the monthly plan for customer-1
    And the publisher assigns 10 licences
    When the clock reaches "2020-07-15T09:00:00Z"
    And the publisher confirms the setup
    And the clock reaches "<cancelled>"
    And they cancel the subscription
    Then the answer is 200
    And the subscription's status is "deleted"
    And the publisher sees it as "Unsubscribed"
    And the subscription nets to <net> USD

    Examples:
      | cancelled                | net    |
      | 2020-07-15T12:00:00Z     | 0.00   |
      | 2020-07-16T09:00:00Z     | 0.00   |
      | 2020-07-17T09:59:59.999Z | 0.00   |
      | 2020-07-17T10:00:00Z     | 200.00 |
      | 2020-07-23T00:00:00Z     | 200.00 |

  Scenario Outline: Longer terms have the same 72 hours
    Given a marketplace of long terms at "2020-07-14T10:00:00Z" under the profile "interim-2022"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the <plan> plan for customer-1
    And the subscription can be cancelled with a refund until "2020-07-17T10:00:00.000Z"
    When the clock reaches "<cancelled>"
    And they cancel the subscription
    Then the answer is 200
    And the subscription's status is "deleted"
    And the subscription nets to <net> USD

    Examples:
      | plan              | cancelled                | net     |
      | annual            | 2020-07-17T09:59:59.999Z | 0.00    |
      | annual            | 2020-07-17T10:00:00Z     | 1200.00 |
      | two-year          | 2020-07-17T09:59:59.999Z | 0.00    |
      | two-year          | 2020-07-17T10:00:00Z     | 2000.00 |
      | year-by-the-month | 2020-07-17T09:59:59.999Z | 0.00    |

  Scenario: While instalments are due a late cancellation is refused
    Given a marketplace of long terms at "2020-07-14T10:00:00Z" under the profile "interim-2022"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the year-by-the-month plan for customer-1
    When the clock reaches "2020-07-17T10:00:00Z"
    And they cancel the subscription
    Then the answer is 400 with code 900117
    And nothing has changed
    When the clock reaches "2021-06-14T00:00:00Z"
    And they cancel the subscription
    Then the answer is 200
    And the subscription's status is "deleted"
