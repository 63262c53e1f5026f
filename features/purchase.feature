# Source: https://learn.microsoft.com/partner-center/csp-commercial-marketplace-purchase
# and https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage
Feature: Buying a publisher's SaaS offer for a customer
  A partner buys in Partner Center. The purchase waits, unbilled, until the account is set up at the publisher,
  and the personal link that leads there is found wherever the partner looks.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner

  Scenario: A purchase is pending, needs attention, and costs nothing yet
    When they buy 10 licences of the monthly plan for customer-1
    Then the order is "pending"
    And the subscription's status is "pending" with attention needed
    And the publisher sees it as "PendingFulfillmentStart"
    And the ledger is empty

  Scenario: The activation link is found in the three documented places
    When they buy 10 licences of the monthly plan for customer-1
    Then the order confirmation leads to an activation link
    And the row on the customer's subscriptions page leads to an activation link
    And the activation links API gives an activation link
    And the three links open the same purchase at the publisher

  Scenario: Two lines become two orders
    When they put 10 licences of the monthly plan and 5 licences of the annual plan into one cart for customer-1
    And they check the cart out
    Then there are 2 orders and 2 subscriptions

  Scenario: Checking out again repeats the first result
    When they buy 10 licences of the monthly plan for customer-1
    And they check the cart out again
    Then the answer is 201 and the same as before
    And there are 1 orders and 1 subscriptions

  Scenario: A customer without the customer agreement cannot be sold to
    When they try to buy 1 licences of the monthly plan for the customer without agreement
    Then the answer is 403 with code 13605
    When they confirm the customer agreement
    And they check the cart out
    Then the answer is 201

  Scenario: A cart lives seven days
    When they put 1 licences of the monthly plan into a cart for customer-1
    And 7 days pass
    And they check the cart out
    Then the answer is 404 with code 800008

  Scenario Outline: Seats outside of the plan's limits are marked in the cart and stop the checkout
    When they put <quantity> licences of the monthly plan into a cart for customer-1
    Then the cart line has error 10010
    When they check the cart out
    Then the answer is 400 with code 800009

    Examples:
      | quantity |
      | 0        |
      | 101      |

  Scenario Outline: Who may buy
    Given the <role> of the direct-bill partner
    When they try to buy 1 licences of the monthly plan for customer-1
    Then the answer is <answer>

    Examples:
      | role           | answer               |
      | Global admin   | 201                  |
      | Sales agent    | 201                  |
      | Helpdesk agent | 403 with code 900308 |

  Scenario: Another partner's customer cannot be bought for
    When they try to buy 1 licences of the monthly plan for the provider's customer
    Then the answer is 403 with code 20002
