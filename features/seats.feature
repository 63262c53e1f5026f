# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle
# and https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook
Feature: Seats of users
  A publisher that sells per user knows who has a seat. With the last seat all licences of a purchase are assigned; a
  change that would leave somebody without a seat is refused, until one has been given back.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner

  Scenario: Every seat has its user before the subscription starts
    Given they buy 2 licences of the monthly plan for customer-1
    When the publisher gives a seat to "ana@northwind.example"
    And the publisher confirms the setup
    Then the publisher sees it as "PendingFulfillmentStart"
    When the publisher gives a seat to "bo@northwind.example"
    Then the publisher sees it as "Subscribed"
    And the seats are those of "ana@northwind.example, bo@northwind.example"
    When the publisher gives a seat to "cy@northwind.example"
    Then the publisher's call is refused with 409

  Scenario: Nobody loses a seat by a change of licences
    Given an active subscription of 3 licences of the monthly plan for customer-1
    And the publisher gives a seat to "ana"
    And the publisher gives a seat to "bo"
    When they change the quantity to 1
    Then the answer is 400 with code 900280
    And the subscription has 3 licences
    And the publisher was told of
      | action         | answer                                                 |
      | ChangeQuantity | 400 2 users have a seat, 1 more than would be left |
    When the publisher takes the seat of "ana" back
    And they change the quantity to 1
    Then the answer is 200
    And the subscription has 1 licence
    And the seats are those of "bo"
    When the publisher gives a seat to "cy"
    Then the publisher's call is refused with 409
