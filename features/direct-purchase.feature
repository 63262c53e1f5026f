# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle
# and https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api
Feature: Buying without a partner
  A publisher who has no partner at hand tests alone: a customer buys for itself in the portal and pays itself, the
  publisher sets the account up, and both may change what was bought.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"

  Scenario: A publisher tests its offer alone, from the purchase to the customer's invoice
    When customer-1 buys 10 licences of the monthly plan for itself
    Then the portal gives a link to configure the account
    And the publisher resolves the portal's link to 10 licences, bought and used by the customer
    When the publisher confirms the setup of what the customer bought
    Then the customer's portal shows it as "Active" with 10 licences
    And the ledger of the subscription is
      | type | from       | to         | amount |
      | new  | 2020-07-14 | 2020-08-13 | 200.00 |
    When the customer changes the quantity to 12 in the portal
    Then the customer's portal shows it as "Active" with 12 licences
    When the publisher changes the quantity to 15
    Then the publisher's call is accepted, and its operation "ChangeQuantity" has "Succeeded" on its own behalf
    And the customer's portal shows it as "Active" with 15 licences
    When the clock reaches "2020-08-08T00:00:00Z"
    Then there is one invoice of 300.00, and the customer pays it

  Scenario: The publisher cancels within the window, and nothing remains to be paid
    Given customer-1 has an active subscription of 10 licences of the monthly plan bought for itself
    When the publisher cancels the subscription
    Then the publisher's call is accepted, and its operation "Unsubscribe" has "Succeeded" on its own behalf
    And the customer's portal shows it as "Cancelled" with 10 licences
    And the subscription nets to 0.00 USD

  Scenario: The customer cancels after the window, and keeps the service until the end of the term
    Given customer-1 has an active subscription of 10 licences of the monthly plan bought for itself
    When the clock reaches "2020-07-16T10:00:00Z"
    And the customer cancels in the portal
    Then the answer is 200
    And the customer's portal shows it as "Active" with 10 licences
    When the clock reaches "2020-08-14T00:00:00Z"
    Then the customer's portal shows it as "Expired" with 10 licences
    And the ledger has 1 lines

  Scenario: The publisher cancels after the window, at once and without a refund
    Given customer-1 has an active subscription of 10 licences of the monthly plan bought for itself
    When the clock reaches "2020-07-16T10:00:00Z"
    And the publisher cancels the subscription
    Then the customer's portal shows it as "Cancelled" with 10 licences
    And the subscription nets to 200.00 USD

  Scenario: The customer's partner sees nothing of it
    Given customer-1 has an active subscription of 10 licences of the monthly plan bought for itself
    When the Admin agent of the direct-bill partner looks for it
    Then it is neither among the customer's subscriptions nor among its orders, nor to be had by its id

  Scenario: What a partner sold its publisher may not change
    Given the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When the publisher changes the quantity to 15
    Then the publisher's call is refused with 400
    When the publisher cancels the subscription
    Then the publisher's call is refused with 400
    And the subscription has 10 licences

  Scenario: The portal moves what a partner sold to another plan
    Given the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When the partner changes the plan to "negotiated" in the portal
    Then the ledger of the subscription is
      | type    | from       | to         | amount  |
      | new     | 2020-07-14 | 2020-08-13 | 200.00  |
      | convert | 2020-07-14 | 2020-08-13 | -200.00 |
      | convert | 2020-07-14 | 2020-08-13 | 150.00  |
