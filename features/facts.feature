# Source: https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage
Feature: Managing commercial marketplace offers for customers, sentence by sentence
  Each scenario shows one statement of the page that partners read.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner

  @fact-01
  Scenario Outline: Global admins and Admin agents manage marketplace offers, others do not
    Given an active subscription of 10 licences of the monthly plan for customer-1
    And the <role> of the direct-bill partner
    When they change the quantity to 12
    Then the answer is <answer>

    Examples:
      | role           | answer               |
      | Global admin   | 200                  |
      | Admin agent    | 200                  |
      | Sales agent    | 403 with code 900150 |
      | Helpdesk agent | 403 with code 900308 |

  @fact-02
  Scenario Outline: Partners buy offers of independent software vendors for their customers
    When they buy <quantity> licences of the <plan> plan for customer-1
    Then the order is "pending"
    And there are 1 orders and 1 subscriptions

    Examples:
      | quantity | plan      |
      | 10       | monthly   |
      | 5        | annual    |
      | 1        | flat-rate |
      | 2        | trial     |

  @fact-03
  Scenario: After the purchase there are several ways to manage it
    Given an active subscription of 10 licences of the monthly plan for customer-1
    Then the subscription offers the actions "edit, cancel"
    When they change the nickname to "Ours"
    Then the answer is 200
    When they change the quantity to 12
    Then the answer is 200
    When they turn auto-renew off
    Then the answer is 200

  @fact-04
  Scenario: The customer's subscriptions are listed, marked as another company's product
    When they buy 10 licences of the monthly plan for customer-1
    And they buy 1 licences of the flat-rate plan for customer-1
    Then the customer's subscriptions are 2, all licence-based and not Microsoft's

  @fact-05
  Scenario: Selecting a subscription shows how it is set up
    When they buy 10 licences of the monthly plan for customer-1
    Then its provisioning status is "pending" and that of its order line "prefulfillmentPending"
    When the partner opens the activation link
    Then the page is "Configure your subscription"
    And the setup is at "1. Company"
    When the account for 10 licences is set up on the publisher's page
    Then the page is "Manage your subscription"
    And its provisioning status is "success" and that of its order line "fulfilled"

  @fact-06
  Scenario: The status may say that action is needed, with a link to the publisher
    When they buy 10 licences of the monthly plan for customer-1
    Then its Status column says "Action Needed"
    And the subscription's status is "pending" with attention needed
    And the row on the customer's subscriptions page leads to an activation link
    When the partner opens the activation link
    Then the page is "Configure your subscription"
    When the account for 10 licences is set up on the publisher's page
    Then its Status column says "Active"

  @fact-07
  Scenario: The nickname can be edited
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they change the nickname to "Warehouse planning"
    Then the subscription's nickname is "Warehouse planning"

  @fact-08
  Scenario: The number of licences can go up and down
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they change the quantity to 15
    Then the subscription has 15 licences
    When they change the quantity to 8
    Then the subscription has 8 licences

  @fact-09
  Scenario: It can be cancelled
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they cancel the subscription
    Then the subscription's status is "deleted"
    And the publisher sees it as "Unsubscribed"

  @fact-10
  Scenario: Auto-renew can be turned off
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they turn auto-renew off
    Then the subscription's auto-renew is off

  @fact-11
  Scenario: An indirect provider adds the MPN id of its reseller
    Given the Admin agent of the indirect provider
    And an active subscription of 10 licences of the monthly plan for the provider's customer
    When they put reseller-1 on record
    Then the subscription's reseller is reseller-1

  @fact-12
  Scenario: The publisher may want steps done before a change such as cancelling
    Given an active subscription of 10 licences of the monthly plan for customer-1
    And the publisher wants the step "exportData" of the customer done before cancel
    Then its Status column says "Action Needed"
    When they cancel the subscription
    Then the answer is 417 with code 800036
    And nothing has changed
    When the customer presses "Manage account" in the portal
    Then the page says "The subscription cannot be cancelled before this is done: exportData."
    When the step "exportData" is marked as done on the page
    Then the page says "Done: exportData."
    And the page does not say "cannot be cancelled"
    When they cancel the subscription
    Then the answer is 200
    And the subscription's status is "deleted"

  @fact-13
  Scenario: The publisher helps with the assignment of licences and the activation
    Given they buy 10 licences of the monthly plan for customer-1
    When the partner opens the activation link
    And the company form is filled in
    Then the page says "10 bought, none assigned so far."
    When the licence desk hands out 10 licences
    Then the page says "10 bought, 10 assigned so far."
    And the page says "With the confirmation your service starts, and so does its billing."
    When the setup is confirmed on the page
    Then the page is "Manage your subscription"
    And the subscription's status is "active" without attention needed

  @fact-14
  Scenario: A personal link with an authorization code identifies the purchase
    Given they buy 10 licences of the monthly plan for customer-1
    When the customer opens the activation link
    Then the publisher resolves it to the purchase of 10 licences
    And the page shows
      | Plan     | standard |
      | Licences | 10       |
    Given they buy 5 licences of the annual plan for customer-1
    When the customer opens the activation link
    Then the page shows
      | Plan     | annual |
      | Licences | 5      |
    When somebody opens the publisher's site without a link
    Then the page shows nothing of what was bought

  @fact-15
  Scenario: The link is on the confirmation, on the subscriptions page, and in the API
    When they buy 10 licences of the monthly plan for customer-1
    Then the order confirmation leads to an activation link
    And the row on the customer's subscriptions page leads to an activation link
    And the activation links API gives an activation link
    And the three links open the same purchase at the publisher

  @fact-16
  Scenario: The link can be opened with the customer's own credentials
    Given they buy 10 licences of the monthly plan for customer-1
    And the customer keeps the activation link
    Then the kept link holds nothing of the partner's credentials
    When the customer opens the kept link
    Then the page is "Configure your subscription"
    And the page says "A partner bought this for the customer. Whoever of the two is here can finish the setup."
    And the page names the customer as the one it is for, and the partner as the one who bought it
    When the company form is filled in
    Then the page says "The company is saved."

  @fact-17
  Scenario: The publisher states further steps to finish the setup
    Given they buy 10 licences of the monthly plan for customer-1
    And the publisher wants the step "signContract" of the partner done before activation
    And the publisher wants the step "createTenant" of the customer done before activation
    And the publisher wants the step "prepareServers" of the publisher done before activation
    When the partner opens the activation link
    And the company form is filled in
    Then the setup is at "2. Steps"
    And the page lists the steps
      | step           | whose     | standing     |
      | signContract   | partner   | Mark as done |
      | createTenant   | customer  | Mark as done |
      | prepareServers | publisher | We are on it |
    And the page has no section "Licence desk"

  @fact-18
  Scenario: The partner submits what the publisher needs
    Given they buy 10 licences of the monthly plan for customer-1
    And the publisher wants the step "signContract" of the partner done before activation
    When the publisher assigns 10 licences
    Then the publisher's call is refused with 409
    When the partner opens the activation link
    Then the page has a section "About your company"
    And the page has no section "Licence desk"
    When the company form is filled in with
      | Company name                  | Northwind Traders           |
      | Contact name                  | Ana Okafor                  |
      | E-mail                        | ana@northwind.example       |
      | Address or details (optional) | https://northwind.example/x |
    Then the page shows
      | Company | Northwind Traders           |
      | Details | https://northwind.example/x |
    And the page has no section "Licence desk"
    When the step "signContract" is marked as done on the page
    Then the page has a section "Licence desk"
    When the publisher assigns 10 licences
    Then the answer is 200

  @fact-19
  Scenario: What the publisher gives is passed on to the customer
    Given they buy 10 licences of the monthly plan for customer-1
    And the publisher wants the step "signInOnce" of the customer done before activation
    When the partner opens the activation link
    And the company form is filled in with
      | Company name                  | Northwind Traders           |
      | Contact name                  | Ana Okafor                  |
      | E-mail                        | ana@northwind.example       |
      | Address or details (optional) | https://northwind.example/x |
    Then its Status column says "Action Needed"
    When the customer opens the kept link
    Then the page shows
      | Details | https://northwind.example/x |
    And the page lists the steps
      | step       | whose    | standing     |
      | signInOnce | customer | Mark as done |
    When the step "signInOnce" is marked as done on the page
    Then the page lists the steps
      | step       | whose    | standing |
      | signInOnce | customer | Done     |
    And its Status column says "Pending"
    And the subscription's status is "pending" without attention needed

  @fact-20
  Scenario: With the information given the publisher provisions and assigns the licences
    Given they buy 10 licences of the monthly plan for customer-1
    And the publisher wants the step "signContract" of the partner done before activation
    When the partner opens the activation link
    And the company form is filled in
    And the step "signContract" is marked as done on the page
    And the licence desk hands out 10 licences
    And the setup is confirmed on the page
    Then the page is "Manage your subscription"
    And the page says "10 bought, 10 assigned so far."
    And the subscription's status is "active"
    And the subscription has 10 licences

  @fact-21
  Scenario: Billing starts only when licences are assigned and the setup is confirmed
    Given they buy 10 licences of the monthly plan for customer-1
    When the partner opens the activation link
    And the company form is filled in
    And the licence desk hands out 10 licences
    And 1 day passes
    Then the ledger is empty
    When the setup is confirmed on the page
    Then the page shows
      | Runs from | 2020-07-15 |
      | Last day  | 2020-08-14 |
    And the ledger of the subscription is
      | type | from       | to         | amount |
      | new  | 2020-07-15 | 2020-08-14 | 200.00 |

  @fact-21
  Scenario: A confirmation before the licences are assigned starts no billing either
    Given they buy 10 licences of the monthly plan for customer-1
    When the publisher confirms the setup
    And 1 day passes
    Then the ledger is empty
    When the partner opens the activation link
    And the company form is filled in
    And the licence desk hands out 10 licences
    Then the page is "Manage your subscription"
    And the ledger of the subscription is
      | type | from       | to         | amount |
      | new  | 2020-07-15 | 2020-08-14 | 200.00 |

  @fact-22
  Scenario: It can be cancelled within its cancellation period
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they cancel the subscription
    Then the subscription nets to 0.00 USD

  @fact-23
  Scenario Outline: The period differs for monthly and annual subscriptions
    Given an active subscription of 10 licences of the <plan> plan for customer-1
    Then the subscription can be cancelled with a refund until "<until>"

    Examples:
      | plan    | until                    |
      | monthly | 2020-07-15T10:00:00.000Z |
      | annual  | 2020-07-28T10:00:00.000Z |

  @fact-24
  Scenario Outline: The partner chooses whether it renews automatically
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they turn auto-renew <value>
    And 1 month passes
    Then the subscription's status is "<status>"

    Examples:
      | value | status  |
      | on    | active  |
      | off   | deleted |

  @fact-25
  Scenario: After the period the cancellation takes effect at the renewal
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-07-20T00:00:00Z"
    And they cancel the subscription
    Then the subscription's status is "active"
    And the subscription's auto-renew is off
    When the clock reaches "2020-08-14T00:00:00Z"
    Then the subscription's status is "deleted"

  @fact-26
  Scenario: Licences are added and removed through the quantity
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they change the quantity to 11
    Then the ledger of the subscription is
      | type        | from       | to         | amount  |
      | new         | 2020-07-14 | 2020-08-13 | 200.00  |
      | addQuantity | 2020-07-14 | 2020-08-13 | -200.00 |
      | addQuantity | 2020-07-14 | 2020-08-13 | 220.00  |
    When they change the quantity to 9
    Then the subscription has 9 licences
    And the subscription nets to 180.00 USD

  @fact-27
  Scenario: Life cycle and money can be followed through APIs
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When the clock reaches "2020-08-08T00:00:00Z"
    Then the invoices are
      | date       | total  |
      | 2020-08-08 | 200.00 |
    And the publisher sees it as "Subscribed"

  @fact-28
  Scenario: From purchase to bill
    When they buy 10 licences of the monthly plan for customer-1
    And the account for 10 licences is set up on the publisher's page
    And the customer presses "Manage account" in the portal
    Then the page is "Manage your subscription"
    When the clock reaches "2020-09-08T00:00:00Z"
    Then the invoices are
      | date       | total  |
      | 2020-08-08 | 200.00 |
      | 2020-09-08 | 200.00 |
