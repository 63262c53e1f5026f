# Source: https://learn.microsoft.com/partner-center/developer/activate-a-subscription-azure-marketplace-new-commerce-products
Feature: Sandbox accounts
  A partner's sandbox account can activate a purchase by itself, without the publisher.

  Scenario: One call activates the purchase
    Given a marketplace at "2020-07-14T10:00:00Z" whose partners have sandbox accounts
    And the Admin agent of the direct-bill partner
    And they buy 10 licences of the monthly plan for customer-1
    When they send POST "/v1/customers/{customer}/subscriptions/{subscription}/activate" with
      """
      """
    Then the answer is 200
    And the subscription's status is "active"
    And the subscription nets to 200.00 USD

  Scenario: Any other account is refused
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And they buy 10 licences of the monthly plan for customer-1
    When they send POST "/v1/customers/{customer}/subscriptions/{subscription}/activate" with
      """
      """
    Then the answer is 400 with code 900127
    And nothing has changed
    And the subscription's status is "pending"
