# Source: https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage
# and https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api
Feature: Setting the account up at the publisher
  Billing starts only when both have happened: the publisher has assigned the licences, and the setup is confirmed
  through the SaaS fulfillment API.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And they buy 10 licences of the monthly plan for customer-1

  Scenario Outline: Billing starts exactly when both happened, in either order
    When the clock reaches "2020-07-14T15:00:00Z"
    And the publisher <first>
    Then the subscription's status is "pending"
    And the ledger is empty
    When the clock reaches "2020-07-15T09:00:00Z"
    And the publisher <second>
    Then the subscription's status is "active" without attention needed
    And its term runs from "2020-07-15" to "2020-08-14"
    And the ledger of the subscription is
      | type | from       | to         | amount |
      | new  | 2020-07-15 | 2020-08-14 | 200.00 |

    Examples:
      | first               | second              |
      | assigns 10 licences | confirms the setup  |
      | confirms the setup  | assigns 10 licences |

  Scenario: The publisher learns of the purchase from the link
    When the customer opens the activation link
    Then the publisher resolves it to the purchase of 10 licences
    And the purchaser is the partner and the beneficiary is the customer
    And Partner Center shows that action was taken

  Scenario: A link can be opened for 24 hours, and a fresh one is always to be had
    Given the customer keeps the activation link
    When the clock reaches "2020-07-15T09:59:59.999Z"
    Then the kept link resolves
    When the clock reaches "2020-07-15T10:00:00Z"
    Then the kept link is refused with 400
    And a fresh activation link resolves

  Scenario: Another publisher cannot open the link
    Given the customer keeps the activation link
    Then the other publisher is refused with 403 when it resolves the kept link

  Scenario: The number of licences must be the number bought
    When the publisher assigns 9 licences
    Then the publisher's call is refused with 400
    And the ledger is empty

  Scenario: A purchase that nobody sets up lapses after 30 days without a charge
    When the clock reaches "2020-08-13T10:00:00Z"
    Then the subscription's status is "deleted"
    And the order is "cancelled"
    And the publisher sees it as "Unsubscribed"
    And the ledger is empty

  Scenario: Changes have to wait for the activation, cancelling does not
    When they change the quantity to 12
    Then the answer is 400 with code 800081
    When they cancel the subscription
    Then the answer is 200
    And the subscription's status is "deleted"
    And the ledger is empty
