# Source: https://learn.microsoft.com/partner-center/csp-commercial-marketplace-purchase
# and https://learn.microsoft.com/partner-center/developer/update-a-subscription-mpn-id
Feature: Buying as an indirect provider
  An indirect provider buys for a customer of its reseller, names the reseller, and is billed itself.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the indirect provider
    And they buy 10 licences of the monthly plan for the provider's customer

  Scenario: From the purchase to the provider's invoice
    Then the order is "pending"
    And its Status column says "Action Needed"
    When the account for 10 licences is set up on the publisher's page
    Then the subscription's status is "active" without attention needed
    When they put reseller-1 on record
    Then the subscription's reseller is reseller-1
    When the clock reaches "2020-08-14T00:00:00Z"
    Then the first line names the provider as reseller and the last one reseller-1
    And the invoices are
      | date       | total  |
      | 2020-08-08 | 200.00 |
    Given the Billing admin of the indirect provider
    When they read the lines of the newest invoice
    Then the answer says
      | member             | value |
      | totalCount         | 1     |
      | items.0.chargeType | new   |

  Scenario: The direct-bill partner does not see the customer
    Given the Admin agent of the direct-bill partner
    When they send GET "/v1/customers/{customer}/subscriptions/{subscription}" with
      """
      """
    Then the answer is 403 with code 20002
