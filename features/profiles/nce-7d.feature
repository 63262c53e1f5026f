# Source: https://learn.microsoft.com/partner-center/new-commerce-cancellation-policy
# and https://learn.microsoft.com/partner-center/developer/cancel-an-azure-marketplace-subscription
Feature: Cancelling under the profile nce-7d
  The policy of Microsoft's own products, which offers of publishers do not have: seven days from the beginning of each term,
  and back goes what is left of it by days. Later nothing can be cancelled, and no licence taken away.

  Scenario Outline: A month, ordered on the 14th and set up on the 15th
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "nce-7d"
    And the Admin agent of the direct-bill partner
    And they buy 10 licences of the monthly plan for customer-1
    And the publisher assigns 10 licences
    When the clock reaches "2020-07-15T09:00:00Z"
    And the publisher confirms the setup
    And the clock reaches "<cancelled>"
    And they cancel the subscription
    Then the answer is <answer>
    And the subscription's status is "<status>"
    And the subscription nets to <net> USD

    Examples:
      | cancelled            | answer               | status  | net    |
      | 2020-07-15T09:30:00Z | 200                  | deleted | 0.00   |
      | 2020-07-16T09:00:00Z | 200                  | deleted | 6.50   |
      | 2020-07-17T10:00:00Z | 200                  | deleted | 13.00  |
      | 2020-07-23T00:00:00Z | 400 with code 900117 | active  | 200.00 |

  Scenario Outline: A year has the same seven days, and only the days that are over are paid for
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "nce-7d"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the annual plan for customer-1
    When the clock reaches "<cancelled>"
    And they cancel the subscription
    Then the answer is <answer>
    And the subscription nets to <net> USD

    Examples:
      | cancelled            | answer               | net     |
      | 2020-07-14T11:00:00Z | 200                  | 0.00    |
      | 2020-07-20T10:00:00Z | 200                  | 19.80   |
      | 2020-07-22T00:00:00Z | 400 with code 900117 | 1200.00 |

  Scenario: Each term opens the window again
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "nce-7d"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-08-15T12:00:00Z"
    And they cancel the subscription
    Then the answer is 200
    And the subscription's status is "deleted"
    And the subscription nets to 206.50 USD

  Scenario: Licences go back inside the window alone
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "nce-7d"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When they change the quantity to 8
    Then the answer is 200
    And the subscription nets to 160.00 USD
    When the clock reaches "2020-07-24T00:00:00Z"
    And they change the quantity to 7
    Then the answer is 400 with code 800090
    And the subscription has 8 licences
    When they change the quantity to 9
    Then the answer is 200
