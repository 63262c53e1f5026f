# Source: https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage
# and https://learn.microsoft.com/partner-center/csp-commercial-marketplace-purchase
# and https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing
Feature: The user story, operation by operation
  What a partner does in Partner Center to sell and manage a publisher's offer, each sentence by the calls that stand for it.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Global admin of the direct-bill partner

  Scenario: A partner finds the offer and the plan, and buys it for a customer whose agreement is there
    When they read "/v1/products?country=US&targetView=MarketplaceSaaS"
    Then the answer says
      | member                         | value |
      | items.0.productType.subType.id | SaaS  |
      | items.0.isMicrosoftProduct     | false |
    When they buy 10 licences of the monthly plan for customer-1
    And they read "/v1/customers/{customer}/orders/{order}"
    Then the answer says
      | member                      | value        |
      | status                      | pending      |
      | transactionType             | UserPurchase |
      | lineItems.0.transactionType | New          |
    When they read "/v1/customers/{customer}/agreements?agreementType=MicrosoftCustomerAgreement"
    Then the answer says
      | member     | value |
      | totalCount | 1     |

  Scenario: Without the customer's agreement nothing is bought
    When they try to buy 1 licences of the monthly plan for the customer without agreement
    Then the answer is 403 with code 13605
    And nothing has changed

  Scenario: The customer's subscriptions are listed, and one is opened to see how it is set up
    Given they buy 10 licences of the monthly plan for customer-1
    When they read "/v1/customers/{customer}/subscriptions"
    Then the answer says
      | member                      | value |
      | totalCount                  | 1     |
      | items.0.isMicrosoftProduct  | false |
      | items.0.attentionNeeded     | true  |
      | items.0.actionTaken         | false |
    When they read "/v1/customers/{customer}/subscriptions/{subscription}/provisioningstatus"
    Then the answer says
      | member   | value   |
      | status   | pending |
      | quantity | 10      |
    When they read "/v1/customers/{customer}/orders/{order}/provisioningstatus"
    Then the answer says
      | member         | value                 |
      | items.0.status | prefulfillmentPending |

  Scenario: The personalised link is found from order, subscription and API, and works without the partner's token
    Given they buy 10 licences of the monthly plan for customer-1
    Then the order confirmation leads to an activation link
    And the row on the customer's subscriptions page leads to an activation link
    And the activation links API gives an activation link
    And the three links open the same purchase at the publisher
    Given the customer keeps the activation link
    Then the kept link holds nothing of the partner's credentials
    And the kept link resolves
    And Partner Center shows that action was taken

  Scenario: Billing starts once licences are assigned and the setup is confirmed
    Given they buy 10 licences of the monthly plan for customer-1
    When they read "/v1/invoices/unbilled/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&currencyCode=USD&period=current"
    Then the answer says
      | member     | value |
      | totalCount | 0     |
    When the publisher assigns 10 licences
    And the publisher confirms the setup
    And they read "/v1/invoices/unbilled/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&currencyCode=USD&period=current"
    Then the answer says
      | member              | value |
      | totalCount          | 1     |
      | items.0.chargeType  | new   |
    And its provisioning status is "success"

  Scenario: Changes wait for the steps of the publisher
    Given they buy 10 licences of the monthly plan for customer-1
    When they change the quantity to 12
    Then the answer is 400 with code 800081
    When they turn auto-renew off
    Then the answer is 400 with code 800081

  Scenario: Nickname, licences and auto-renew are changed on the subscription
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they change the nickname to "Warehouse planning"
    Then the subscription's nickname is "Warehouse planning"
    When they change the quantity to 101
    Then the answer is 400 with code 2002
    And nothing has changed
    When they change the quantity to 12
    Then the subscription has 12 licences
    And the publisher sees 12 licences
    And the webhook "ChangeQuantity" is accepted
    And the ledger of the subscription is
      | type        | from       | to         | amount  |
      | new         | 2020-07-14 | 2020-08-13 | 200.00  |
      | addQuantity | 2020-07-14 | 2020-08-13 | -200.00 |
      | addQuantity | 2020-07-14 | 2020-08-13 | 240.00  |
    When they turn auto-renew off
    Then the subscription's auto-renew is off
    When the clock reaches "2020-08-14T00:00:00Z"
    Then the subscription's status is "deleted"
    And the publisher sees it as "Unsubscribed"

  Scenario: A cancellation inside the window gives everything back and is told to the publisher
    Given an active subscription of 10 licences of the monthly plan for customer-1
    Then the subscription can be cancelled with a refund until "2020-07-15T10:00:00.000Z"
    When they cancel the subscription
    Then the answer is 200
    And the subscription's status is "deleted"
    And the publisher sees it as "Unsubscribed"
    And the subscription nets to 0.00 USD

  Scenario: A year can be cancelled for longer than a month, and what can no longer be cancelled ends with its term
    Given an active subscription of 10 licences of the annual plan for customer-1
    Then the subscription can be cancelled with a refund until "2020-07-28T10:00:00.000Z"
    When the clock reaches "2020-07-28T10:00:00Z"
    Then the subscription offers the actions "edit"
    When they cancel the subscription
    Then the answer is 200
    And the subscription's status is "active"
    And the subscription's auto-renew is off

  Scenario: A provider finds a reseller, checks it and puts it on record
    Given the Global admin of the indirect provider
    And an active subscription of 10 licences of the monthly plan for the provider's customer
    When they read "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf"
    Then the answer says
      | member        | value  |
      | items.0.state | Active |
    When they put the MPN id "99999999" on record
    Then the answer is 404 with code 800015
    When they put reseller-1 on record
    Then the answer is 200
    And the subscription's reseller is reseller-1
    When the clock reaches "2020-08-14T00:00:00Z"
    Then the first line names the provider as reseller and the last one reseller-1
    When they read "/v1/customers/{customer}/relationships"
    Then the answer says
      | member                   | value                                  |
      | items.0.relationshipType | is_indirect_cloud_solution_provider_of |

  Scenario: Access is taken and given back, and the support contact is shown
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they suspend the subscription
    Then the subscription's status is "suspended"
    When they reactivate the subscription
    Then the subscription's status is "active"
    When they read "/v1/customers/{customer}/subscriptions/{subscription}/supportcontact"
    Then the answer says
      | member                | value          |
      | attributes.objectType | SupportContact |

  Scenario: Sales agents buy but do not update, and others do not buy
    Given an active subscription of 10 licences of the monthly plan for customer-1
    And the Sales agent of the direct-bill partner
    When they change the quantity to 12
    Then the answer is 403 with code 900150
    When they buy 1 licences of the annual plan for customer-1
    Then the order is "pending"
    Given the Helpdesk agent of the direct-bill partner
    When they try to buy 1 licences of the monthly plan for customer-1
    Then the answer is 403 with code 900308

  Scenario: The bill of the month is there on the 8th, with the publisher's name
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-08-08T00:00:00Z"
    And they read "/v1/invoices"
    Then the answer says
      | member                       | value                    |
      | totalCount                   | 1                        |
      | items.0.invoiceType          | OneTime                  |
      | items.0.invoiceDate          | 2020-08-08T00:00:00.000Z |
      | items.0.billingPeriodEndDate | 2020-07-31T00:00:00.000Z |
      | items.0.totalCharges         | 200                      |
    When they read the lines of the newest invoice
    Then the answer says
      | member                   | value       |
      | totalCount               | 1           |
      | items.0.chargeType       | new         |
      | items.0.publisherName    | Hudson Inc  |
      | items.0.totalForCustomer | 200         |
    When they read "/v1/invoices/summary"
    Then the answer says
      | member        | value |
      | balanceAmount | 200   |
      | currencyCode  | USD   |
    When they read "/v1/invoices/estimates/links?currencyCode=USD"
    Then the answer says
      | member         | value             |
      | totalCount     | 4                 |
      | items.0.type   | daily_rated_usage |
      | items.3.period | Previous          |

  Scenario: A trial is on the bill with nothing, and with what comes after it
    Given an active subscription of 10 licences of the trial plan for customer-1
    When they read "/v1/invoices/unbilled/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&currencyCode=USD&period=current"
    Then the answer says
      | member                      | value |
      | totalCount                  | 2     |
      | items.0.subtotal            | 0     |
      | items.0.productQualifiers.0 | Trial |
      | items.1.chargeType          | renew |
      | items.1.subtotal            | 0     |

  Scenario: What happened to a subscription is found in the audit, and what can be listened for is listed
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they change the nickname to "Warehouse planning"
    And they read "/v1/auditrecords?startDate=2020-07-14"
    Then the answer says
      | member                        | value                       |
      | items.6.operationType         | update_subscription         |
      | items.6.userPrincipalName     | global-admin@direct.example |
      | items.6.attributes.objectType | AuditRecord                 |
    When they read "/webhooks/v1/registration/events"
    Then the answer says
      | member | value        |
      | 0      | test-created |
