import { choice, duration, flag, integer, list } from './setting.ts';

const termPairs = [
  'P1M/monthly',
  'P1Y/monthly',
  'P1Y/annual',
  'P2Y/monthly',
  'P2Y/oneTime',
  'P3Y/monthly',
  'P3Y/oneTime',
] as const;

/** Knobs of purchase, activation, billing, quantity and renewal (RB 1.1, 1.2). */
export const lifecycleSettings = {
  'terms.allowed': list(termPairs, termPairs, {
    description: 'Pairs of term and billing cycle that can be bought.',
    source: 'RB 1.1, PUR-12',
  }),
  'catalog.availabilityTtl': duration('PT0S', {
    description:
      'How long an availability, and with it a catalog item, has one id before it has another, counted from 1970: with P1D a cart of yesterday needs a new reading of the catalog; PT0S: for ever.',
    source: 'PC 3.4, PC 4.6',
  }),
  'cart.ttl': duration('P7D', {
    description: 'How long a cart can be checked out after its creation.',
    source: 'PC 4.5, PUR-13',
    aliases: ['cartTtl'],
  }),
  'checkout.repeat': choice(['repeatResult', 'refuse'], {
    description: 'What a second checkout of an ordered cart answers: the first result, or a refusal.',
    source: 'PC 4.6, PC 13',
  }),
  'checkout.realDuration': duration('PT0S', {
    description: 'Real time that a checkout takes, in which other requests for its cart are refused.',
    source: 'PC 0.10',
  }),
  'risk.enabled': flag(false, {
    description: "Whether a customer's credit line, or its risk, can stand in the way of an order.",
    source: 'PUR-22',
  }),
  'limits.subscriptionsPerCustomer': integer(0, [0, 1_000_000], {
    description: 'Most subscriptions that a partner can sell to one customer; 0: any number.',
    source: 'PUR-23, PC 1.6',
  }),
  'limits.seatsPerSubscription': integer(0, [0, 1_000_000], {
    description:
      'Most seats that a partner can sell in one subscription, whatever its plan allows; 0: any number.',
    source: 'PUR-23, PC 1.6',
  }),
  'order.completionDelay': duration('PT0S', {
    description: 'How long an order that counts as completed is shown as pending after it was placed.',
    source: 'PC 6.3, PC 12',
    aliases: ['orderCompletionDelay'],
  }),
  'order.listDelay': duration('PT0S', {
    description:
      'How long after it was placed an order is missing from the list of orders, and its provisioning not known.',
    source: 'PUR-16, PC 5.2, PC 12',
    aliases: ['orderListDelay', 'read.orderLag'],
  }),
  'order.sandboxCancel': flag(true, {
    description: 'Whether a sandbox account can cancel an order of SaaS.',
    source: 'PC 5.4, PC 12',
    aliases: ['sandboxOrderCancel'],
  }),
  'attestation.required': flag(false, {
    description: 'Refuses carts and orders without partnerOnRecordAttestationAccepted.',
    source: 'PC 4.1, PC 12',
    aliases: ['enforceAttestation'],
  }),
  'order.completesAt': choice(['activation', 'checkout'], {
    description: 'When an order of SaaS counts as completed.',
    source: 'PUR-15, RB 17.1 R5',
  }),
  'act.tokenTtl': duration('PT24H', {
    description: 'How long a purchase token in an activation link can be resolved.',
    source: 'ACT-04, SF 9 C1',
    aliases: ['token.ttl'],
  }),
  'act.pendingExpiry': duration('P30D', {
    description: 'How long a purchase waits for its activation before it lapses without a charge.',
    source: 'ACT-14',
    aliases: ['activateWindow'],
  }),
  'act.tokenFormat': choice(['opaque', 'readable'], {
    description: 'Whether a purchase token is random bytes, or the base64 of JSON that says what it is for.',
    source: 'SF 2.3',
    aliases: ['token.format'],
  }),
  'activation.delay': duration('PT0S', {
    description: 'How long after its acceptance an activation comes about, or fails.',
    source: 'SF 2.7, SF 9 C5',
  }),
  'activation.outcome': choice(['ok', 'fail', 'stuck'], {
    description:
      'What comes of an accepted activation: a running subscription, the end of the purchase with a notice, or nothing ever.',
    source: 'SF 2.7, SF 9 C5',
  }),
  'trial.duration': choice(['P1M', 'P30D', 'P60D'], {
    description: 'Length of a free trial.',
    source: 'BIL-24',
  }),
  'autoRenew.default': flag(true, {
    description: 'Whether a new subscription renews at the end of its term.',
    source: 'REN-01',
  }),
  'terms.instalments': flag(true, {
    description: 'Whether plans that are paid in instalments of their own can be bought.',
    source: 'RB 1.1, BIL-31',
  }),
  'rounding.mode': choice(['unitHalfUp', 'unitFloor', 'dailyTwice'], {
    description:
      'How a unit amount becomes whole cents: half away from zero, cut off, or rounded by the day and again.',
    source: 'BIL-19, BIL-21',
  }),
  'tax.rate': integer(0, [0, 100], {
    description: 'Tax of those who pay and have no rate of their own, in percent.',
    source: 'BIL-18',
  }),
  'invoice.day': integer(8, [1, 28], {
    description: 'Day of the month on which the invoice of the month before is made.',
    source: 'BIL-13',
  }),
  'qty.decrease': choice(['immediate', 'windowOnly', 'atRenewal'], {
    description:
      'When seats are taken away: at once at any time, at once inside the cancellation window only, or with the next term.',
    source: 'QTY-07, REN-10',
  }),
  'op.ackTimeout': duration('PT10S', {
    description: 'How long a publisher may think about a change before silence counts as consent.',
    source: 'QTY-08',
    aliases: ['quantityConfirmTimeout'],
  }),
  'op.silence': choice(['consent', 'refusal'], {
    description: 'What the silence of a publisher about a change of plan or quantity counts as.',
    source: 'SF 4.4, SF 9 C20',
    aliases: ['webhook.autoAccept'],
  }),
  'op.revert': flag(false, {
    description:
      'Whether a change that its publisher agreed to fails all the same, and is asked for again with what was before.',
    source: 'SF 4.3',
  }),
  'op.deliveryTimeout': duration('PT8H', {
    description: 'How long an undelivered question is tried before the change fails.',
    source: 'QTY-08, SF 4.5',
  }),
  'reinstate.ack': choice(['off', 'on'], {
    description: 'Whether a publisher can refuse a reinstatement by answering Failure.',
    source: 'SUS-08, SF 9 C19',
  }),
  'renew.webhook': flag(true, {
    description: 'Whether publishers are told of renewals.',
    source: 'REN-09',
  }),
  'plan.changeByCsp': flag(true, {
    description: 'Whether a partner may change the plan of a subscription.',
    source: 'PLN-01',
  }),
  'suspend.grace.partner': duration('P90D', {
    description: 'How long a suspension by the partner lasts before the subscription ends.',
    source: 'SUS-06',
  }),
  'mpn.validateOnChange': choice(['reseller', 'relationship'], {
    description: 'What a new reseller id must be: any indirect reseller, or one related to this provider.',
    source: 'MPN-02',
  }),
  'mpn.strictState': flag(false, {
    description: 'Refuses a change of the reseller before activation and while suspended.',
    source: 'MPN-07',
  }),
} as const;
