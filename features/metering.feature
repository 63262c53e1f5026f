# Source: https://learn.microsoft.com/partner-center/marketplace-offers/marketplace-metering-service-apis
# and https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle
Feature: Metered usage
  A publisher that knows nothing but the public documentation goes from its landing page to an invoice with metered use
  on it: it resolves the token, activates, reports what was used beyond the fee, and looks at what became of it.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And customer-1 buys the flat-rate plan for itself

  Scenario: From the landing page to the invoice
    When the publisher resolves the token of the landing page
    Then it learns of plan "flat" for the customer, without a quantity, and that it waits for its activation
    When the publisher confirms the setup of what the customer bought
    And the publisher reports 200.0 of "storage" used at "2020-07-14T10:00:00Z"
    Then the report is "Accepted"
    When the publisher reports 40.0 of "storage" used at "2020-07-14T10:00:00Z"
    Then the report is a duplicate of 200.0
    When the clock reaches "2020-07-14T11:30:00Z"
    And the publisher reports a batch
      | quantity | dimension | used at              |
      | 100      | storage   | 2020-07-14T11:00:00Z |
      | 1        | storage   | 2020-07-13T11:00:00Z |
      | 1        | bandwidth | 2020-07-14T11:00:00Z |
      | 0        | storage   | 2020-07-14T10:00:00Z |
    Then the batch is "Accepted, Expired, InvalidDimension, InvalidQuantity"
    And the publisher's usage of "2020-07-14" is 300.0, "Submitted"
    When the clock reaches "2020-07-15T11:30:00Z"
    Then the publisher's usage of "2020-07-14" is 300.0, "Accepted"
    When the clock reaches "2020-08-08T00:00:00Z"
    Then there is one invoice of 363.50, and the customer pays it

  Scenario: Use of what is not active yet is refused
    When the publisher reports 1.0 of "storage" used at "2020-07-14T10:00:00Z"
    Then the report is refused because of its "resourceId"

  Scenario: Steady use is reported hour by hour, however far the clock jumps
    Given the publisher confirms the setup of what the customer bought
    When the publisher meters 10.0 of "storage" each hour
    And 3 hours pass
    Then the publisher has reported
      | effectiveStartTime       | dimension | quantity | status   |
      | 2020-07-14T10:00:00.000Z | storage   | 10       | Accepted |
      | 2020-07-14T11:00:00.000Z | storage   | 10       | Accepted |
      | 2020-07-14T12:00:00.000Z | storage   | 10       | Accepted |
    When the clock reaches "2020-07-17T00:00:00Z"
    Then the publisher's usage of "2020-07-15" is 240.0, "Accepted"
