# Source: https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing
# and https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring
Feature: Billing the partner
  Lines are made in advance, changes are prorated by day, and on the 8th the month before is invoiced.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner

  Scenario: A month with changes, its renewal, and both invoices, to the cent
    Given they buy 10 licences of the monthly plan for customer-1
    And the clock reaches "2020-07-14T15:00:00Z"
    And the publisher assigns 10 licences
    And the clock reaches "2020-07-15T09:00:00Z"
    And the publisher confirms the setup
    When the clock reaches "2020-07-25T12:00:00Z"
    And they change the quantity to 15
    And the clock reaches "2020-08-05T12:00:00Z"
    And they change the quantity to 8
    And the clock reaches "2020-08-15T00:00:00Z"
    Then the ledger of the subscription is
      | type           | from       | to         | amount  |
      | new            | 2020-07-15 | 2020-08-14 | 200.00  |
      | addQuantity    | 2020-07-25 | 2020-08-14 | -135.50 |
      | addQuantity    | 2020-07-25 | 2020-08-14 | 203.25  |
      | removeQuantity | 2020-08-05 | 2020-08-14 | -96.75  |
      | removeQuantity | 2020-08-05 | 2020-08-14 | 51.60   |
      | renew          | 2020-08-15 | 2020-09-14 | 160.00  |
    And the invoices are
      | date       | total  |
      | 2020-08-08 | 267.75 |
    When the clock reaches "2020-09-08T00:00:00Z"
    Then the invoices are
      | date       | total  |
      | 2020-08-08 | 267.75 |
      | 2020-09-08 | 114.85 |

  Scenario: A month passes and the term renews at the same price
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When 1 month passes
    Then the ledger of the subscription is
      | type  | from       | to         | amount |
      | new   | 2020-07-14 | 2020-08-13 | 200.00 |
      | renew | 2020-08-14 | 2020-09-13 | 200.00 |
    And its term runs from "2020-08-14" to "2020-09-13"

  Scenario: A year is charged once
    Given an active subscription of 10 licences of the annual plan for customer-1
    When 11 months pass
    Then the ledger of the subscription is
      | type | from       | to         | amount  |
      | new  | 2020-07-14 | 2021-07-13 | 1200.00 |

  Scenario: A free trial costs nothing and then becomes a paid month
    Given an active subscription of 1 licences of the trial plan for customer-1
    Then the subscription is a trial
    When 1 month passes
    Then the subscription is not a trial
    And the ledger of the subscription is
      | type  | from       | to         | amount |
      | new   | 2020-07-14 | 2020-08-13 | 0.00   |
      | renew | 2020-08-14 | 2020-09-13 | 2.00   |

  Scenario: Nothing is invoiced before the 8th
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-08-07T23:59:59.999Z"
    Then the invoices are
      | date | total |
    When the clock reaches "2020-08-08T00:00:00Z"
    Then the invoices are
      | date       | total  |
      | 2020-08-08 | 200.00 |
