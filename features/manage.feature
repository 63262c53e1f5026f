# Source: https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage
Feature: Managing a subscription
  Nickname, licences, auto-renew and the indirect reseller are changed on the subscription itself.

  Background:
    Given a marketplace at "2020-07-14T10:00:00Z"

  Scenario: A nickname is kept everywhere and changes nothing else
    Given the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When they change the nickname to "Warehouse planning"
    Then the answer is 200
    And the subscription's nickname is "Warehouse planning"
    And the publisher still sees what was bought
    And the ledger has 1 lines

  Scenario Outline: Licences go up and down within the limits of the plan
    Given the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When they change the quantity to <quantity>
    Then the answer is <answer>
    And the subscription has <after> licences

    Examples:
      | quantity | answer             | after |
      | 15       | 200                | 15    |
      | 1        | 200                | 1     |
      | 100      | 200                | 100   |
      | 0        | 400 with code 2002 | 10    |
      | 101      | 400 with code 2002 | 10    |

  Scenario: Without auto-renew the subscription ends with its term
    Given the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When they turn auto-renew off
    Then the answer is 200
    When the clock reaches "2020-08-14T00:00:00Z"
    Then the subscription's status is "deleted"
    And the ledger has 1 lines

  Scenario: The reseller's MPN id is on the lines that follow
    Given the Admin agent of the indirect provider
    And an active subscription of 10 licences of the monthly plan for the provider's customer
    When they put reseller-1 on record
    Then the answer is 200
    And the subscription's reseller is reseller-1
    When the clock reaches "2020-08-14T00:00:00Z"
    Then the first line names the provider as reseller and the last one reseller-1

  Scenario: A direct-bill partner has no reseller
    Given the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When they put reseller-1 on record
    Then the answer is 400 with code 800098

  Scenario: An unknown MPN id, and the provider's own
    Given the Admin agent of the indirect provider
    And an active subscription of 10 licences of the monthly plan for the provider's customer
    When they put the MPN id "99999999" on record
    Then the answer is 404 with code 800015
    When they put their own MPN id on record
    Then the answer is 404 with code 2072

  Scenario: A stale etag changes nothing
    Given the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    And they have read the subscription
    When they change the nickname to "first"
    And they change the nickname to "second" with the etag they read
    Then the answer is 400 with code 2055
    And the subscription's nickname is "first"

  Scenario: Sales agents buy but do not change
    Given the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    And the Sales agent of the direct-bill partner
    When they change the quantity to 12
    Then the answer is 403 with code 900150
    And the subscription has 10 licences
