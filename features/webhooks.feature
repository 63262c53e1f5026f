# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook
# and https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-operations-api
Feature: Webhooks, what publishers answer to them, and what comes of that
  The publisher is asked about a change of plan or licences before it is made. What it answers decides what becomes of
  the change; what cannot be delivered is tried again while the world's time passes.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1

  Scenario Outline: Each answer to a change, its effect, and what the partner sees
    Given the publisher answers webhooks with "<behaviour>"
    When they change the quantity to 12
    Then the answer is <answer>
    And the subscription has <licences> licences
    And the webhook "ChangeQuantity" is <webhook>
    And the operation "ChangeQuantity" has the status "<operation>"
    When 11 seconds pass
    Then the subscription has <later> licences

    Examples: agreed to at once
      | behaviour        | answer | licences | webhook  | operation | later |
      | accept           | 200    | 12       | accepted | Succeeded | 12    |
      | acknowledgeEarly | 200    | 12       | accepted | Succeeded | 12    |
      | slow             | 200    | 12       | accepted | Succeeded | 12    |

    Examples: agreed to by silence
      | behaviour       | answer | licences | webhook  | operation  | later |
      | silent          | 202    | 10       | accepted | InProgress | 12    |
      | acknowledgeLate | 202    | 10       | accepted | InProgress | 12    |

    Examples: not agreed to
      | behaviour | answer               | licences | webhook  | operation | later |
      | reject    | 400 with code 900280 | 10       | accepted | Failed    | 10    |
      | refuse    | 400 with code 900280 | 10       | refused  | Failed    | 10    |

    Examples: not heard
      | behaviour | answer | licences | webhook | operation  | later |
      | error     | 202    | 10       | waiting | InProgress | 10    |

  Scenario Outline: Each answer to a reinstatement, which a publisher can put off but not refuse
    Given they suspend the subscription
    And the webhook "Suspend" is accepted
    And the publisher answers webhooks with "<behaviour>"
    When they reactivate the subscription
    Then the answer is <answer>
    And the webhook "Reinstate" is <webhook>
    And the subscription's status is "<status>"
    When 11 seconds pass
    Then the subscription's status is "<later>"

    Examples:
      | behaviour | answer | webhook  | status    | later     |
      | accept    | 200    | accepted | active    | active    |
      | reject    | 200    | accepted | active    | active    |
      | silent    | 202    | accepted | suspended | active    |
      | refuse    | 202    | refused  | suspended | active    |
      | error     | 202    | waiting  | suspended | suspended |

  Scenario Outline: Whatever the publisher answers to a change of its own, it is made
    Given customer-1 has an active subscription of 10 licences of the monthly plan bought for itself
    And the publisher answers webhooks with "<behaviour>"
    When the publisher changes the quantity to 12
    Then the webhook "ChangeQuantity" is <webhook>
    And the operation "ChangeQuantity" has the status "<operation>"
    When 8 hours pass
    Then the operation "ChangeQuantity" has the status "Succeeded"
    And the customer's portal shows it as "Active" with 12 licences

    Examples:
      | behaviour | webhook  | operation  |
      | accept    | accepted | Succeeded  |
      | reject    | accepted | Succeeded  |
      | silent    | accepted | Succeeded  |
      | refuse    | refused  | Succeeded  |
      | error     | waiting  | InProgress |

  Scenario: A publisher that does not reply in time has not heard
    Given the setting "webhook.realTimeout" is "PT0.1S"
    And the publisher answers the next webhook with "hang"
    When they change the quantity to 12
    Then the answer is 202
    And the tries of the webhook "ChangeQuantity" were
      | at                       | answer    |
      | 2020-07-14T10:00:00.000Z | no answer |
    And the subscription has 10 licences

  Scenario: What failed is tried again as the world's time passes
    Given the publisher answers the next 2 webhooks with "error"
    When they change the quantity to 12
    Then the answer is 202
    And the answer leads to the subscription
    And the webhook "ChangeQuantity" was tried 1 time, and is due again at "2020-07-14T10:00:57.600Z"
    When the clock reaches "2020-07-14T10:00:57.599Z"
    Then the webhook "ChangeQuantity" was tried 1 time
    When the clock reaches "2020-07-14T10:00:57.600Z"
    Then the webhook "ChangeQuantity" was tried 2 times, and is due again at "2020-07-14T10:01:55.200Z"
    And the subscription has 10 licences
    When the clock reaches "2020-07-14T10:01:55.200Z"
    Then the webhook "ChangeQuantity" is accepted
    And the tries of the webhook "ChangeQuantity" were
      | at                       | answer |
      | 2020-07-14T10:00:00.000Z | 500    |
      | 2020-07-14T10:00:57.600Z | 500    |
      | 2020-07-14T10:01:55.200Z | 200    |
    And the subscription has 12 licences

  Scenario: After eight hours the change has failed, and another one may be asked for
    Given the publisher answers webhooks with "error"
    When they change the quantity to 12
    And the clock reaches "2020-07-14T17:59:59.999Z"
    Then the webhook "ChangeQuantity" is waiting
    And its provisioning status is "pending"
    When the clock reaches "2020-07-14T18:00:00Z"
    Then the webhook "ChangeQuantity" is exhausted
    And the webhook "ChangeQuantity" was tried 500 times
    And the operation "ChangeQuantity" has the status "Failed"
    And the subscription has 10 licences
    And its provisioning status is "success"
    And the ledger has 1 line
    Given the publisher answers webhooks with "accept"
    When they change the quantity to 12
    Then the answer is 200

  Scenario: The end that was reached stays when the webhook is sent once more
    Given the publisher answers webhooks with "error"
    When they change the quantity to 12
    And the clock reaches "2020-07-14T18:00:00Z"
    Given the publisher answers webhooks with "accept"
    When the webhook "ChangeQuantity" is sent again
    Then the webhook "ChangeQuantity" is exhausted
    And the operation "ChangeQuantity" has the status "Failed"
    And the publisher sees 10 licences

  Scenario: The same webhook twice changes nothing the second time
    When they change the quantity to 12
    And the webhook "ChangeQuantity" is sent again
    Then the publisher was told of
      | action         | answer                               |
      | ChangeQuantity | 200, Success                         |
      | ChangeQuantity | 200 again: this operation came before |
    And the subscription has 12 licences
    And the ledger has 3 lines

  Scenario: Webhooks can be held back and released
    Given the subscription's webhooks are held back
    When they change the quantity to 12
    Then the answer is 202
    And the webhook "ChangeQuantity" is held
    And the publisher was told nothing
    When the webhooks are released
    Then the webhook "ChangeQuantity" is accepted
    And the subscription has 12 licences

  Scenario: What is held back for one subscription holds up no other
    Given the subscription's webhooks are held back
    When they change the quantity to 12
    Then the webhook "ChangeQuantity" is held
    Given an active subscription of 5 licences of the annual plan for customer-1
    When they change the quantity to 6
    Then the answer is 200
    And the webhook "ChangeQuantity" is accepted
    And the publisher was told of
      | action         | answer       |
      | ChangeQuantity | 200, Success |

  Scenario: The webhooks of one subscription go out in their order
    Given the subscription's webhooks are held back
    When they suspend the subscription
    And they reactivate the subscription
    And they cancel the subscription
    And the webhooks are released
    Then the publisher was told of
      | action      | verified |
      | Suspend     | true     |
      | Reinstate   | true     |
      | Unsubscribe | true     |

  Scenario: One that fails does not hold up the next, and when it comes late it changes nothing
    Given the publisher answers the next webhook with "error"
    When they suspend the subscription
    And 5 seconds pass
    And they reactivate the subscription
    Then the publisher was told of
      | action    | answer                          |
      | Suspend   | 500 the publisher is set to fail |
      | Reinstate | 200, Success                    |
    When 1 minute passes
    Then the publisher was told of
      | action    | answer                          |
      | Suspend   | 500 the publisher is set to fail |
      | Reinstate | 200, Success                    |
      | Suspend   | 200                             |
    And the publisher's own record says
      | access | on |
    And the subscription's status is "active"

  Scenario: Once the change is over nobody asks about it any more
    Given the publisher answers webhooks of this subscription with "error"
    When they change the quantity to 12
    And they cancel the subscription
    Then the webhook "ChangeQuantity" is cancelled
    And the operation "ChangeQuantity" has the status "Conflict"
    And the subscription nets to 0.00 USD
