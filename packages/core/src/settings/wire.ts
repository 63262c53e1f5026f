import { choice, duration, flag, integer } from './setting.ts';

/** Knobs of how the two APIs show and accept things (PC 12, SF appendix A). */
export const wireSettings = {
  'read.pendingShownAs': choice(['pending', 'active'], {
    description: 'Partner Center status of a subscription that is not activated yet.',
    source: 'RB 4.1 note (a), PC 13',
    aliases: ['preActivationStatus'],
  }),
  'read.expiredShownAs': choice(['deleted', 'expired'], {
    description: 'Partner Center status of a subscription whose term ended without renewal.',
    source: 'RB 4.1 note (c)',
  }),
  'patch.sparseResetsAutoRenew': flag(false, {
    description: 'A subscription update that leaves autoRenewEnabled out turns auto-renew off.',
    source: 'PC 6.4',
    aliases: ['sparsePatchResetsAutoRenew'],
  }),
  'patch.updatesAtMost': integer(0, [0, 1_000_000], {
    description:
      'Changes of a subscription, renewals and the like included, after which it cannot be updated any more; 0: there is no end. The live service has one at about 1200.',
    source: 'PC 6.4',
  }),
  'patch.closedBeforeExpiry': duration('PT0S', {
    description: 'How long before the end of a term that does not renew a subscription cannot be updated.',
    source: 'PC 6.4',
  }),
  'etag.required': flag(false, {
    description: 'Refuses a subscription update without If-Match.',
    source: 'GEN-08, PC 12',
    aliases: ['requireIfMatch'],
  }),
  'contractVersion.required': flag(false, {
    description: 'Refuses Partner Center requests without MS-Contract-Version: v1.',
    source: 'PC 0.4, PC 12',
    aliases: ['enforceContractVersion'],
  }),
  'wire.bom': flag(false, {
    description: 'Puts a byte-order mark before each Partner Center body, as the live service may.',
    source: 'PC 0.5, PC 12',
    aliases: ['bom'],
  }),
  'wire.doubleEcho': flag(false, {
    description: 'Doubles the echoed ids of Partner Center as the live service does, such as "a,a".',
    source: 'PC 0.5, PC 12',
    aliases: ['duplicateEchoHeaders'],
  }),
  'error.list': choice(['2020', 'newer'], {
    description:
      'Which edition of the Partner Center error codes is answered with: a second change meanwhile is 409/800014 of 2020, 409/900278 of the newer one.',
    source: 'RB 17.1 R10',
  }),
  'auth.missing': choice(['403', '401'], {
    description: 'Status of a fulfillment call without a bearer token.',
    source: 'SF 1.5, SF 9 C2',
  }),
  'auth.issuer': choice(['microsoft', 'own'], {
    description:
      'Who issues tokens by their own words: the hosts of Microsoft, or the address by which the simulator was called.',
    source: 'SF 1.4, SF 4.6',
  }),
  'auth.passwordGrant': flag(false, {
    description: "Lets users of partners sign in by grant type 'password', without a second factor.",
    source: 'PC 1.2',
  }),
  'auth.conditionalAccess': choice(['off', 'secondFactor'], {
    description: 'Whether users of partners are blocked who signed in without a second factor.',
    source: 'PC 1.5',
  }),
  'throttle.perMinute': integer(0, [0, 1_000_000], {
    description:
      'Calls of a partner, and of a partner for one customer, above which Partner Center answers 429, by real time; 0: none are too many.',
    source: 'PC 9, PC 12',
    aliases: ['throttle'],
  }),
  'lineItems.numbersAsText': flag(false, {
    description: 'Whether line items of Partner Center have their decimals as text.',
    source: 'PC 7.5, PC 12',
    aliases: ['numericStringsInLineItems'],
  }),
  'cart.errorCode': choice(['number', 'name'], {
    description:
      'How a cart tells what is wrong with a line: as a number, as in the documents, or by the name that alone the Java SDK reads.',
    source: 'PC 4.1',
  }),
  'activation.body': choice(['lenient', 'validate', 'required'], {
    description: 'Whether Activate ignores, compares or demands the plan and quantity in its body.',
    source: 'SF 9 C3, C4',
  }),
  'activation.whenActive': choice(['accept', 'refuse'], {
    description: 'What Activate answers for a subscription that is already active.',
    source: 'SF 9 C6',
  }),
  'list.pageSize': integer(100, [1, 1000], {
    description: 'Subscriptions per page of the fulfillment list.',
    source: 'SF 9 C9',
  }),
  'list.empty': choice(['array', 'emptyBody'], {
    description: 'What the fulfillment list answers a publisher without subscriptions.',
    source: 'SF 9 C11',
  }),
  'ops.unknown': choice(['404', '400'], {
    description: 'Status for an operation that does not exist.',
    source: 'SF 9 C15',
  }),
  'ops.patchOnPartner': choice(['500', '400'], {
    description: 'Status for a publisher that answers an operation which it asked for itself.',
    source: 'SF 3.2, SF 9 C18',
  }),
  'patch.locked': choice(['400', '409'], {
    description: 'Status for a publisher that changes a subscription while another change is open.',
    source: 'SF 2.8, SF 9 C8',
  }),
  'ops.statusValidation': choice(['any', 'strict'], {
    description: 'Whether an operation update accepts any status text or only Success and Failure.',
    source: 'SF 9 C17',
  }),
} as const;
