# Source: https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage
# and https://learn.microsoft.com/partner-center/create-a-new-subscription
Feature: Cancelling under each policy
  What a cancellation after its window does has changed over the years; each profile holds one policy.

  Scenario Outline: Inside and after the window
    Given a marketplace at "2020-07-14T10:00:00Z" under the profile "<profile>"
    And the Admin agent of the direct-bill partner
    And an active subscription of 10 licences of the monthly plan for customer-1
    When <span> pass
    And they cancel the subscription
    Then the answer is <answer>
    And the subscription's status is "<status>"
    And the subscription nets to <net> USD

    Examples:
      | profile         | span     | answer               | status  | net    |
      | seed            | 23 hours | 200                  | deleted | 0.00   |
      | seed            | 25 hours | 200                  | active  | 200.00 |
      | activation-2020 | 23 hours | 200                  | deleted | 0.00   |
      | activation-2020 | 25 hours | 200                  | deleted | 200.00 |
      | current         | 71 hours | 200                  | deleted | 0.00   |
      | current         | 73 hours | 400 with code 900213 | active  | 200.00 |
