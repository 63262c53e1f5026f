# Source: https://learn.microsoft.com/partner-center/create-a-new-subscription
# and https://learn.microsoft.com/partner-center/developer/cancel-an-azure-marketplace-subscription
Feature: Cancelling inside and outside of the window
  Inside the cancellation window everything goes back to the partner. After it the policy decides: by default the
  subscription runs to the end of its term.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner

  Scenario Outline: The window counts elapsed hours from the order, and its bound is outside
    Given an active subscription of 10 licences of the <plan> plan for customer-1
    When the clock reaches "<when>"
    And they cancel the subscription
    Then the answer is 200
    And the subscription's status is "<status>"
    And the subscription nets to <net> USD

    Examples:
      | plan    | when                     | status  | net     |
      | monthly | 2020-07-15T09:59:59.999Z | deleted | 0.00    |
      | monthly | 2020-07-15T10:00:00.000Z | active  | 200.00  |
      | annual  | 2020-07-28T09:59:59.999Z | deleted | 0.00    |
      | annual  | 2020-07-28T10:00:00.000Z | active  | 1200.00 |

  Scenario: A scheduled cancellation ends the service with the term, without a refund
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-07-20T00:00:00Z"
    And they cancel the subscription
    Then the subscription's auto-renew is off
    When the clock reaches "2020-08-14T00:00:00Z"
    Then the subscription's status is "deleted"
    And the publisher sees it as "Unsubscribed"
    And the subscription nets to 200.00 USD

  Scenario: Turning auto-renew on again revokes it
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-07-20T00:00:00Z"
    And they cancel the subscription
    And they turn auto-renew on
    And the clock reaches "2020-08-14T00:00:00Z"
    Then the subscription's status is "active"
    And the subscription nets to 400.00 USD

  Scenario: Whatever changed before, a refund brings the term back to nothing
    Given an active subscription of 10 licences of the annual plan for customer-1
    When the clock reaches "2020-07-20T08:00:00Z"
    And they change the quantity to 15
    And the clock reaches "2020-07-27T08:00:00Z"
    And they cancel the subscription
    Then the subscription nets to 0.00 USD

  Scenario: A refund after the month is over makes a credit note
    Given the clock reaches "2020-07-31T20:00:00Z"
    And an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-08-01T10:00:00Z"
    And they cancel the subscription
    And the clock reaches "2020-09-08T00:00:00Z"
    Then the invoices are
      | date       | total   |
      | 2020-08-08 | 200.00  |
      | 2020-09-08 | -200.00 |

  Scenario: Under the policy of today a late cancellation is refused and changes nothing
    Given the setting "cancel.afterWindow" is "refuse"
    And an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-07-20T00:00:00Z"
    And they cancel the subscription
    Then the answer is 400 with code 900117
    And nothing has changed

  Scenario: The end is final
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they cancel the subscription
    And they change the nickname to "too late"
    Then the answer is 400 with code 2011
