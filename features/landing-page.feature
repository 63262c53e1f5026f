# Source: https://learn.microsoft.com/partner-center/marketplace-offers/azure-ad-transactable-saas-landing-page
# and https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle
Feature: The publisher's landing page
  The activation link leads to the publisher, who finds out by its token which purchase it is about. What the page is for
  depends on how the subscription stands: the same address configures a new account and manages an old one.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"
    And the Admin agent of the direct-bill partner

  Scenario: Configure leads from the company to the licences to the confirmation
    Given they buy 10 licences of the monthly plan for customer-1
    When the customer opens the activation link
    Then the page is "Configure your subscription"
    And the page shows
      | Plan     | standard |
      | Licences | 10       |
      | Term     | 1 month  |
    And the setup is at "1. Company"
    And the page has no section "Licence desk"
    When the company form is filled in with
      | Company name | Northwind Traders     |
      | Contact name | Ana Okafor            |
      | E-mail       | ana@northwind.example |
    Then the setup is at "2. Licences"
    And the page shows
      | Company | Northwind Traders     |
      | Contact | Ana Okafor            |
      | E-mail  | ana@northwind.example |
    When the licence desk hands out 10 licences
    Then the page says "10 licences are assigned."
    And the setup is at "3. Confirm"
    When the setup is confirmed on the page
    Then the page is "Manage your subscription"
    And the page says "The setup is confirmed."
    And the page shows
      | Runs from | 2020-07-14    |
      | Last day  | 2020-08-13    |
      | Renews    | automatically |
    And the subscription's status is "active" without attention needed

  Scenario: What is filled in badly is marked beside its field, and nothing is saved
    Given they buy 10 licences of the monthly plan for customer-1
    When the customer opens the activation link
    And the company form is filled in with
      | Company name | Northwind Traders |
      | E-mail       | nowhere           |
    Then the page is "Configure your subscription", with status 400
    And the page says "Please correct the marked fields. Nothing was saved."
    And the field "Company name" is marked with ""
    And the field "Contact name" is marked with "Enter the name of a contact person."
    And the field "E-mail" is marked with "Enter an e-mail address such as name@company.example."
    When the customer opens the kept link again
    Then the setup is at "1. Company"

  Scenario Outline: The licence desk hands out what was bought, and nothing else
    Given they buy 10 licences of the monthly plan for customer-1
    When the customer opens the activation link
    And the company form is filled in
    And the licence desk hands out <count> licences
    Then the page is "Configure your subscription", with status 400
    And the page says "No licences were assigned."
    And the page says "<why>"
    And the setup is at "2. Licences"

    Examples:
      | count | why                                  |
      | 0     | Enter a whole number of at least 1.  |
      | -1    | Enter a whole number of at least 1.  |
      | 11    | Only 10 were bought.                 |
      | 9     | The marketplace did not accept this: |

  Scenario: A setup that was begun goes on where it stood, with every new link
    Given they buy 10 licences of the monthly plan for customer-1
    When the customer opens the activation link
    And the company form is filled in
    And 2 days pass
    And the customer opens the activation link
    Then the setup is at "2. Licences"
    And the page shows
      | Company | Northwind Traders |

  Scenario: Manage opens the account that is there, and sets up no second one
    Given they buy 10 licences of the monthly plan for customer-1
    When the account for 10 licences is set up on the publisher's page
    And the customer presses "Manage account" in the portal
    Then the page is "Manage your subscription"
    And the page says "Your service is active."
    And the page says "10 bought, 10 assigned so far."
    And the page shows
      | Company | Northwind Traders |
    And the buttons of the page are
      | Assign licences |
      | Give a seat     |
    And the ledger has 1 line

  Scenario: The page shows what the marketplace says now
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they change the quantity to 15
    And the customer presses "Manage account" in the portal
    Then the page shows
      | Licences  | 15         |
      | Runs from | 2020-07-14 |
    When 1 month passes
    And the customer opens the activation link
    Then the page shows
      | Licences  | 15         |
      | Runs from | 2020-08-14 |

  Scenario: The page says what holds a change up, and whose turn it is
    Given an active subscription of 10 licences of the monthly plan for customer-1
    And the publisher wants the step "countDesks" of the customer done before quantity
    And the publisher wants the step "enlargeServers" of the publisher done before quantity
    When the customer presses "Manage account" in the portal
    Then the page says "The number of licences cannot be changed before this is done: countDesks, enlargeServers."
    And the page lists the steps
      | step           | whose     | standing     |
      | countDesks     | customer  | Mark as done |
      | enlargeServers | publisher | We are on it |
    When the step "countDesks" is marked as done on the page
    And they change the quantity to 12
    Then the answer is 417 with code 800036
    When the step "enlargeServers" is done
    And they change the quantity to 12
    Then the answer is 200
    When the customer opens the kept link again
    Then the page does not say "cannot be changed"

  Scenario: While it is suspended the page says so, and offers nothing
    Given an active subscription of 10 licences of the monthly plan for customer-1
    When they suspend the subscription
    And the customer presses "Manage account" in the portal
    Then the page is "Your subscription is paused"
    And the page says "Your data is kept"
    And the page has no buttons
    When they reactivate the subscription
    And the customer opens the kept link again
    Then the page is "Manage your subscription"

  Scenario: After the end the page says how long the data is kept
    Given an active subscription of 10 licences of the monthly plan for customer-1
    And the customer keeps the activation link
    When they cancel the subscription
    Then the webhook "Unsubscribe" is accepted
    When the customer opens the kept link
    Then the page is "Your subscription has ended"
    And the page says "Your data is kept for 7 days, until 2020-07-21 (UTC)."
    And the page has no buttons

  Scenario: A purchase that was cancelled before its setup cannot be set up any more
    Given they buy 10 licences of the monthly plan for customer-1
    When the customer opens the activation link
    And they cancel the subscription
    And the company form is filled in
    Then the page is "Your subscription has ended"
    And the page says "The setup is over: the company stays as it is."

  Scenario: A link that is older than a day asks to be opened anew
    Given they buy 10 licences of the monthly plan for customer-1
    And the customer keeps the activation link
    When the clock reaches "2020-07-15T09:59:59.999Z"
    And the customer opens the kept link
    Then the page is "Configure your subscription"
    When the clock reaches "2020-07-15T10:00:00Z"
    And the customer opens the kept link
    Then the page is "This link cannot be used", with status 400
    And the page says "more than 24 hours old"
    And the page says "Configure account"
    And the page shows nothing of what was bought
    When the customer opens the activation link
    Then the page is "Configure your subscription"

  Scenario: A link that was damaged on the way
    Given they buy 10 licences of the monthly plan for customer-1
    And the customer keeps the activation link
    And the kept link has lost its end
    When the customer opens the kept link
    Then the page is "This link cannot be used", with status 400
    And the page shows nothing of what was bought

  Scenario: The link of another publisher's purchase tells nothing
    Given they buy 10 licences of the monthly plan for customer-1
    And the customer keeps the activation link
    When the kept link's token is taken to the other publisher's site
    Then the page is refused
    And the page shows nothing of what was bought

  Scenario: Without a link the site only says where to buy
    When somebody opens the publisher's site without a link
    Then the page says "Buy a plan in the marketplace"
    And the page shows nothing of what was bought

  Scenario: A purchase that activated itself is open at the first visit
    Given a marketplace at "2020-07-14T10:00:00Z" whose plans activate themselves
    And the Admin agent of the direct-bill partner
    When they buy 10 licences of the monthly plan for customer-1
    And the customer opens the activation link
    Then the page is "Manage your subscription"
    And the page has a section "About your company"
    When the company form is filled in
    Then the page is "Manage your subscription"
    And the page shows
      | Company | Northwind Traders |
    And the ledger has 1 line

  Scenario: The page tells a customer who bought for itself from one for whom a partner bought
    Given they buy 10 licences of the monthly plan for customer-1
    When the customer opens the activation link
    Then the page says "A partner bought this for the customer."
    And the page says "Changes are made through the partner."
    When customer-1 buys 5 licences of the monthly plan for itself
    And the customer presses "Configure account now" in the portal
    Then the page is "Configure your subscription"
    And the page says "Thank you for your purchase."
    And the page does not say "partner"
    And the page shows
      | Licences | 5 |
