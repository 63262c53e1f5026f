# Source: https://learn.microsoft.com/partner-center/developer/error-codes
Feature: Bad input gets the documented error and changes nothing

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1

  Scenario Outline: Requests that Partner Center refuses
    When they send <method> "<path>" with
      """
      <body>
      """
    Then the answer is <status> with code <code>
    And nothing has changed

    Examples:
      | method | path                                                                            | body               | status | code   |
      | GET    | /v1/customers/not-a-guid                                                        |                    | 400    | 900118 |
      | GET    | /v1/customers/00000000-0000-4000-8000-000000000000                              |                    | 404    | 1000   |
      | GET    | /v1/customers/{customer}/orders/unknown                                         |                    | 404    | 20000  |
      | GET    | /v1/customers/{customer}/subscriptions/00000000-0000-4000-8000-000000000000     |                    | 404    | 20003  |
      | GET    | /v1/customers/{customer}/carts/00000000-0000-4000-8000-000000000000             |                    | 404    | 800008 |
      | GET    | /v1/products/DZH318Z0NONE?country=US                                            |                    | 404    | 400013 |
      | POST   | /v1/customers/{customer}/carts                                                  | {"lineItems":[     | 400    | 800002 |
      | POST   | /v1/customers/{customer}/carts                                                  | {"lineItems":"x"}  | 400    | 3000   |
      | PATCH  | /v1/customers/{customer}/subscriptions/{subscription}                           | {"quantity":"ten"} | 400    | 3000   |
      | PATCH  | /v1/customers/{customer}/subscriptions/{subscription}                           | {"status":"happy"} | 400    | 900126 |
      | GET    | /v1/customers/{customer}/orders/{order}/lineitems/7/activationlinks             |                    | 400    | 800071 |

  Scenario: Nobody is let in without a token
    Given somebody without a token
    When they send GET "/v1/customers" with
      """
      """
    Then the answer is 401 with code 400

  Scenario: A token of another company sees nothing of this customer
    Given the Admin agent of the indirect provider
    When they send PATCH "/v1/customers/{customer}/subscriptions/{subscription}" with
      """
      {"quantity": [
      """
    Then the answer is 403 with code 20002
    And nothing has changed

  Scenario: A publisher's token does not open Partner Center
    Given the publisher as a caller of Partner Center
    When they send GET "/v1/customers" with
      """
      """
    Then the answer is 401 with code 800001

  Scenario: The fulfillment API needs its version
    Then the publisher's call to "/api/saas/subscriptions/{subscription}" is refused with 400
    And the publisher's call to "/api/saas/subscriptions/{subscription}?api-version=2019-01-01" is refused with 400

  Scenario: Another publisher's subscription is closed to the caller
    Then the other publisher's call to "/api/saas/subscriptions/{subscription}?api-version=2018-08-31" is refused with 403
