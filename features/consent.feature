# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-operations-api
# and https://learn.microsoft.com/partner-center/developer/change-the-quantity-of-a-subscription
Feature: Changes with the publisher's consent
  A partner asks for other licences or another plan; the publisher agrees, refuses, or says nothing for ten seconds,
  which is consent too. Money follows the consent, not the wish.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1

  Scenario Outline: Licences go up and down with the publisher's consent
    When they change the quantity to <quantity>
    Then the answer is 200
    And the subscription has <quantity> licences
    And the publisher sees <quantity> licences
    And the publisher's own record says
      | seats | <quantity> |
    And the ledger of the subscription is
      | type   | from       | to         | amount   |
      | new    | 2020-07-14 | 2020-08-13 | 200.00   |
      | <type> | 2020-07-14 | 2020-08-13 | -200.00  |
      | <type> | 2020-07-14 | 2020-08-13 | <amount> |

    Examples:
      | quantity | type           | amount |
      | 15       | addQuantity    | 300.00 |
      | 8        | removeQuantity | 160.00 |

  Scenario Outline: The publisher refuses, and everything is as it was
    Given the publisher answers the next webhook with "<behaviour>"
    When they change the quantity to <quantity>
    Then the answer is 400 with code 900280
    And the subscription has 10 licences
    And the publisher sees 10 licences
    And the operation "ChangeQuantity" has the status "Failed"
    And the ledger has 1 line
    And the publisher was told of
      | action         | answer   |
      | ChangeQuantity | <answer> |
    When they change the quantity to <quantity>
    Then the answer is 200

    Examples: by PATCH of the operation
      | behaviour | quantity | answer       |
      | reject    | 15       | 200, Failure |
      | reject    | 8        | 200, Failure |

    Examples: by the reply to the webhook
      | behaviour | quantity | answer                              |
      | refuse    | 15       | 400 the publisher refuses the change |
      | refuse    | 8        | 400 the publisher refuses the change |

  Scenario: Ten seconds of silence are consent
    Given the publisher answers webhooks with "silent"
    When they change the quantity to 12
    Then the answer is 202
    And the answer leads to the subscription
    And its provisioning status is "pending"
    When 9.999 seconds pass
    Then the subscription has 10 licences
    And the operation "ChangeQuantity" has the status "InProgress"
    When 0.001 seconds pass
    Then the subscription has 12 licences
    And the operation "ChangeQuantity" has the status "Succeeded"
    And its provisioning status is "success"

  Scenario: It is charged from the day of the consent, not of the wish
    Given the publisher answers webhooks with "silent"
    When the clock reaches "2020-07-24T23:59:55Z"
    And they change the quantity to 15
    And the clock reaches "2020-07-25T00:00:05Z"
    Then the ledger of the subscription is
      | type        | from       | to         | amount  |
      | new         | 2020-07-14 | 2020-08-13 | 200.00  |
      | addQuantity | 2020-07-25 | 2020-08-13 | -129.00 |
      | addQuantity | 2020-07-25 | 2020-08-13 | 193.50  |

  Scenario Outline: The publisher may think about it for less than ten seconds
    Given the publisher answers webhooks with "acknowledgeLate"
    When they change the quantity to 12
    Then the answer is 202
    When 9.999 seconds pass
    And the publisher's staff answers "ChangeQuantity" with "<answer>"
    Then the marketplace takes that answer
    And the operation "ChangeQuantity" has the status "<operation>"
    And the subscription has <licences> licences

    Examples:
      | answer  | operation | licences |
      | Success | Succeeded | 12       |
      | Failure | Failed    | 10       |

  Scenario: An answer that comes after ten seconds is too late
    Given the publisher answers webhooks with "acknowledgeLate"
    When they change the quantity to 12
    And 10 seconds pass
    And the publisher's staff answers "ChangeQuantity" with "Failure"
    Then the marketplace does not take that answer
    And the subscription has 12 licences
    When the publisher answers the operation "ChangeQuantity" with "Failure"
    Then the publisher's call is refused with 409
    And nothing has changed

  Scenario: One change at a time
    Given the publisher answers webhooks with "silent"
    When they change the quantity to 12
    Then the answer is 202
    When they change the quantity to 15
    Then the answer is 409 with code 800014
    And nothing has changed
    When 10 seconds pass
    Then the subscription has 12 licences

  Scenario: What needs no consent does not wait for it
    Given the publisher answers webhooks with "silent"
    When they change the quantity to 12
    And they change the nickname to "Meanwhile"
    Then the answer is 200
    When they turn auto-renew off
    Then the answer is 200
    And the subscription has 10 licences

  Scenario: A cancellation overtakes the open change
    Given the publisher answers webhooks with "silent"
    When they change the quantity to 15
    And they cancel the subscription
    Then the answer is 200
    And the operation "ChangeQuantity" has the status "Conflict"
    And the ledger of the subscription is
      | type   | from       | to         | amount  |
      | new    | 2020-07-14 | 2020-08-13 | 200.00  |
      | cancel | 2020-07-14 | 2020-08-13 | -200.00 |

  Scenario Outline: Another plan needs the publisher's consent as well
    Given the publisher answers webhooks with "<behaviour>"
    When the partner changes the plan to "negotiated" in the portal
    Then the answer is <answer>
    And the operation "ChangePlan" has the status "<operation>"
    And its plan is "<plan>"
    And the ledger has <lines> lines

    Examples:
      | behaviour | answer                            | operation | plan       | lines |
      | accept    | 200                               | Succeeded | negotiated | 3     |
      | reject    | 409 with error "publisherRefused" | Failed    | standard   | 1     |

  Scenario: A customer who bought for itself needs the same consent
    Given the publisher answers webhooks with "reject"
    And customer-1 has an active subscription of 10 licences of the monthly plan bought for itself
    When the customer changes the quantity to 12 in the portal
    Then the answer is 409 with error "publisherRefused"
    And the operation "ChangeQuantity" has the status "Failed"
    And the customer's portal shows it as "Active" with 10 licences

  Scenario: What the publisher changes itself it need not agree to
    Given customer-1 has an active subscription of 10 licences of the monthly plan bought for itself
    And the publisher answers webhooks with "reject"
    When the publisher changes the quantity to 12
    Then the operation "ChangeQuantity" has the status "Succeeded"
    And the customer's portal shows it as "Active" with 12 licences
    When the publisher answers the operation "ChangeQuantity" with "Failure"
    Then the publisher's call is refused with 500
