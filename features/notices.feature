# Source: https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook
# and https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle
Feature: What publishers are told of
  The marketplace tells the publisher of what has happened to a subscription: it renewed, access was taken away or given
  back, it ended, or it began by itself. Each notice says what changed, and how the subscription stands.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner

  Scenario: A purchase, its setup and its end before the setup are told to nobody
    When they buy 10 licences of the monthly plan for customer-1
    Then there are no webhooks
    When they cancel the subscription
    Then there are no webhooks
    Given an active subscription of 10 licences of the monthly plan for customer-1
    Then there are no webhooks
    And the publisher was told nothing

  Scenario: What concerns the partner alone is told to nobody
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they change the nickname to "Warehouse planning"
    And they turn auto-renew off
    Then there are no webhooks

  Scenario: Renew tells of the new term, at its first instant
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When 1 month passes
    Then the webhook "Renew" says
      | action                              | Renew                        |
      | status                              | Succeeded                    |
      | operationRequestSource              | Azure                        |
      | timeStamp                           | 2020-08-14T00:00:00.0000000Z |
      | publisherId                         | publisher-1                  |
      | offerId                             | teamwork                     |
      | planId                              | standard                     |
      | quantity                            | 10                           |
      | purchaseToken                       | null                         |
      | subscription.planId                 | standard                     |
      | subscription.quantity               | 10                           |
      | subscription.saasSubscriptionStatus | Subscribed                   |
      | subscription.term.termUnit          | P1M                          |
      | subscription.term.startDate         | 2020-08-14T00:00:00Z         |
      | subscription.term.endDate           | 2020-09-13T00:00:00Z         |
      | subscription.autoRenew              | true                         |
    And the publisher was told of
      | action | status    | answer | verified |
      | Renew  | Succeeded | 200    | true     |

  Scenario: Suspend tells that access is gone
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they suspend the subscription
    Then the webhook "Suspend" says
      | action                              | Suspend                      |
      | status                              | Succeeded                    |
      | operationRequestSource              | Azure                        |
      | timeStamp                           | 2020-07-14T10:00:00.0000000Z |
      | planId                              | standard                     |
      | quantity                            | 10                           |
      | subscription.saasSubscriptionStatus | Suspended                    |
    And the publisher's own record says
      | access | off |

  Scenario: Reinstate asks, while the subscription is still suspended, whether access may be given back
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they suspend the subscription
    And 1 day passes
    And they reactivate the subscription
    Then the webhook "Reinstate" says
      | action                              | Reinstate                    |
      | status                              | InProgress                   |
      | operationRequestSource              | Azure                        |
      | timeStamp                           | 2020-07-15T10:00:00.0000000Z |
      | quantity                            | 10                           |
      | subscription.saasSubscriptionStatus | Suspended                    |
    And the operation "Reinstate" has the status "Succeeded"
    And the publisher sees it as "Subscribed"
    And the publisher's own record says
      | access | on |

  Scenario Outline: Only where it is so set can the publisher refuse to give access back
    Given an active subscription of 10 licences of the monthly plan for customer-1
    And the setting "reinstate.ack" is "<setting>"
    And the publisher answers webhooks with "reject"
    When they suspend the subscription
    And they reactivate the subscription
    Then the operation "Reinstate" has the status "<operation>"
    And the subscription's status is "<status>"

    Examples:
      | setting | operation | status    |
      | off     | Succeeded | active    |
      | on      | Failed    | suspended |

  Scenario: Unsubscribe tells of the end, after which the data is kept for seven days
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they cancel the subscription
    Then the webhook "Unsubscribe" says
      | action                              | Unsubscribe                  |
      | status                              | Succeeded                    |
      | operationRequestSource              | Azure                        |
      | timeStamp                           | 2020-07-14T10:00:00.0000000Z |
      | planId                              | standard                     |
      | quantity                            | 10                           |
      | subscription.saasSubscriptionStatus | Unsubscribed                 |
    And the publisher's own record says
      | access        | off                      |
      | dataKeptUntil | 2020-07-21T10:00:00.000Z |

  Scenario Outline: However it ends, the publisher is told at the instant of the end
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they <what>
    And the clock reaches "<later>"
    Then the webhook "Unsubscribe" says
      | timeStamp                           | <told>       |
      | subscription.saasSubscriptionStatus | Unsubscribed |

    Examples:
      | what                     | later                | told                         |
      | turn auto-renew off      | 2020-09-01T00:00:00Z | 2020-08-14T00:00:00.0000000Z |
      | suspend the subscription | 2021-01-01T00:00:00Z | 2020-10-12T10:00:00.0000000Z |

  Scenario: Subscribe tells of a purchase that activated itself
    Given a marketplace at "2020-07-14T10:00:00Z" whose plans activate themselves
    And the Admin agent of the direct-bill partner
    When they buy 10 licences of the monthly plan for customer-1
    Then the webhook "Subscribe" says
      | action                              | Subscribe                    |
      | status                              | Succeeded                    |
      | operationRequestSource              | Azure                        |
      | timeStamp                           | 2020-07-14T10:00:00.0000000Z |
      | planId                              | standard                     |
      | quantity                            | 10                           |
      | subscription.saasSubscriptionStatus | Subscribed                   |
      | subscription.term.startDate         | 2020-07-14T00:00:00Z         |
      | subscription.term.endDate           | 2020-08-13T00:00:00Z         |
    And the publisher's own record says
      | access | on |
      | seats  | 10 |
    And the subscription's status is "active"
    And the ledger of the subscription is
      | type | from       | to         | amount |
      | new  | 2020-07-14 | 2020-08-13 | 200.00 |

  Scenario: A flat rate has quantity 1 in the notice, and none in the subscription
    Given an active subscription of 1 licences of the flat-rate plan for customer-1
    When they suspend the subscription
    Then the webhook "Suspend" says
      | offerId               | archive |
      | planId                | flat    |
      | quantity              | 1       |
      | subscription.quantity | null    |

  Scenario Outline: A notice is told, not asked: an answer to it is refused
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they suspend the subscription
    And the publisher answers the operation "Suspend" with "<answer>"
    Then the publisher's call is refused with 400
    And nothing has changed
    And the subscription's status is "suspended"

    Examples:
      | answer  |
      | Success |
      | Failure |

  Scenario: Nobody is told of renewals where it is so set
    Given the setting "renew.webhook" is off
    And an active subscription of 10 licences of the monthly plan for customer-1
    When 2 months pass
    Then there are no webhooks
    And the ledger has 3 lines
