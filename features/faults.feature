# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook
Feature: What goes wrong at the marketplace
  Faults are switched on by name, so that a client can show what it does when it meets them.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1

  Scenario: A webhook comes twice, and the publisher does its work once
    Given the fault "F16" is on
    When they change the quantity to 12
    Then the publisher was told of
      | action         | answer                               |
      | ChangeQuantity | 200, Success                         |
      | ChangeQuantity | 200 again: this operation came before |
    And the subscription has 12 licences
    And the ledger has 3 lines

  Scenario: The publisher's address is wrong, until it is set right
    Given the fault "F55" is on
    When they change the quantity to 12
    Then the answer is 202
    And the webhook "ChangeQuantity" is waiting
    And the publisher was told nothing
    When the fault "F55" is switched off
    And 1 minute passes
    Then the webhook "ChangeQuantity" is accepted
    And the subscription has 12 licences
