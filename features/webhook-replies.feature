# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook
# and https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-apis-faq
Feature: What counts as a reply to a webhook
  A publisher's own app may answer with any status. A change that may be refused is refused by 4xx; a notice cannot be
  refused, so that it is repeated until it is taken. Whatever else comes back is no reply, and is tried again.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z" whose publisher has an app of its own
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1

  Scenario Outline: Replies to a change that may be refused
    Given the publisher's app answers <reply>
    When they change the quantity to 12
    Then the answer is <answer>
    And the webhook "ChangeQuantity" is <webhook>
    And the operation "ChangeQuantity" has the status "<operation>"
    And the publisher's app was called 1 time
    And the subscription has 10 licences

    Examples:
      | reply | answer               | webhook | operation  |
      | 302   | 202                  | waiting | InProgress |
      | 400   | 400 with code 900280 | refused | Failed     |
      | 401   | 400 with code 900280 | refused | Failed     |
      | 404   | 400 with code 900280 | refused | Failed     |
      | 500   | 202                  | waiting | InProgress |
      | 503   | 202                  | waiting | InProgress |
      | drop  | 202                  | waiting | InProgress |

  Scenario Outline: Replies to a notice
    Given the publisher's app answers <reply>
    When they suspend the subscription
    Then the answer is 200
    And the webhook "Suspend" is <webhook>
    And the publisher's app was called 1 time
    And the subscription's status is "suspended"

    Examples:
      | reply | webhook  |
      | 200   | accepted |
      | 202   | accepted |
      | 302   | waiting  |
      | 400   | waiting  |
      | 404   | waiting  |
      | 500   | waiting  |
      | drop  | waiting  |

  Scenario: A notice that was not taken is repeated, and what it tells of is not taken back
    Given the publisher's app answers 404
    When they suspend the subscription
    And the clock reaches "2020-07-14T18:00:00Z"
    Then the webhook "Suspend" is exhausted
    And the tries of the webhook "Suspend" were
      | at                       | answer     |
      | 2020-07-14T10:00:00.000Z | 404        |
      | 2020-07-14T10:00:57.600Z | 404        |
      | 2020-07-14T10:01:55.200Z | 404        |
      | 2020-07-14T10:02:52.800Z | 404        |
      | 2020-07-14T10:03:50.400Z | not called |
    And the subscription's status is "suspended"
    And the publisher sees it as "Suspended"

  Scenario: An address where nobody listens
    Given a marketplace at "2020-07-14T10:00:00Z" whose publisher cannot be reached
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When they change the quantity to 12
    Then the answer is 202
    And the tries of the webhook "ChangeQuantity" were
      | at                       | answer    |
      | 2020-07-14T10:00:00.000Z | no answer |
    When the clock reaches "2020-07-14T18:00:00Z"
    Then the webhook "ChangeQuantity" is exhausted
    And the subscription has 10 licences
    When 1 year passes
    Then the subscription's status is "active"
