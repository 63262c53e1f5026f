# Source: https://learn.microsoft.com/partner-center/developer/get-invoiceline-items
Feature: Reconciling an invoice
  A partner compares the lines of its invoice with what it has sold; a refund is a line of its own.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner

  Scenario: The lines of an invoice add up to its total
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-08-08T00:00:00Z"
    Then the invoices are
      | date       | total  |
      | 2020-08-08 | 200.00 |
    Given the Billing admin of the direct-bill partner
    When they read the lines of the newest invoice
    Then the answer says
      | member             | value |
      | totalCount         | 1     |
      | items.0.chargeType | new   |
      | items.0.quantity   | 10    |
      | items.0.subtotal   | 200   |

  Scenario: What was refunded stands on the invoice with what was charged
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they cancel the subscription
    And the clock reaches "2020-08-08T00:00:00Z"
    Given the Billing admin of the direct-bill partner
    When they read the lines of the newest invoice
    Then the answer says
      | member           | value |
      | totalCount       | 2     |
      | items.0.subtotal | 200   |
      | items.1.subtotal | -200  |
