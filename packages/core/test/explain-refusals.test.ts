import { describe, expect, it } from 'vitest';
import {
  allRules,
  type DomainError,
  type ErrorCode,
  type ErrorOf,
  instant,
  isErrorCode,
  refusalSentences,
  type UsageRefusal,
  usageResults,
} from '../src/index.ts';
import { ahead, told } from './support/direct.ts';
import { metered, reporting, use } from './support/metered.ts';
import { owing } from './support/owing.ts';
import { accepted, aStory, refusal, type StoryOptions } from './support/story.ts';

const at = instant('2020-07-20T10:00:00Z');
const refusalsOfUse: readonly UsageRefusal[] = [
  ...(['resourceNotFound', 'resourceNotAuthorized', 'resourceNotActive', 'invalidDimension'] as const).map(
    (code) => ({ code }),
  ),
  { code: 'invalidQuantity' },
  { code: 'badArgument', argument: 'usedAt' },
  { code: 'badArgument', argument: 'planId' },
  { code: 'expired', oldest: at },
];

/** One of each code. */
const samples: { readonly [C in ErrorCode]: Omit<ErrorOf<C>, 'code'> } = {
  faultInvalid: { detail: 'count must be a whole number from 1' },
  faultNotFound: { faultId: 'f' },
  customerNotFound: { customerId: 'c' },
  customerForeign: { customerId: 'c' },
  domainTaken: { domain: 'd' },
  idTaken: { kind: 'step', id: 'export' },
  partnerNotFound: { partnerId: 'p' },
  publisherNotFound: { publisherId: 'p' },
  partnerCannotTransact: { partnerId: 'p' },
  partnerAgreementMissing: { partnerId: 'p' },
  customerAgreementMissing: { customerId: 'c' },
  agreementAlreadyConfirmed: { customerId: 'c' },
  agreementInvalid: { detail: 'd' },
  partnerNotInCountry: { country: 'SE' },
  azurePlanMissing: { customerId: 'c' },
  azureSubscriptionInactive: { customerId: 'c' },
  programInactive: { program: 'csp' },
  customerNotAllowed: { customerId: 'c', account: 'underReview' },
  riskCheckFailed: { customerId: 'c' },
  programLimitExceeded: { limit: 'seats', maximum: 5 },
  creditLineExceeded: { customerId: 'c' },
  mpnIdIsOwn: { mpnId: '1' },
  mpnIdUnknown: { mpnId: '1' },
  mpnIdNotReseller: { mpnId: '1' },
  resellerAgreementMissing: { mpnId: '1' },
  resellerNotApplicable: {},
  notRegistered: { event: 'test-created' },
  sandboxLimitExceeded: { limit: '25 licences' },
  productNotFound: { productId: 'p' },
  skuNotFound: { skuId: 's' },
  availabilityNotFound: { availabilityId: 'a' },
  audienceResold: { productId: 'p', partnerIds: ['p'] },
  notBoughtHere: { productId: 'p' },
  notSoldInSandbox: { productId: 'p' },
  alreadyBought: { productId: 'p' },
  notEligible: { catalogItem: 'p' },
  noLongerSold: { skuId: 's' },
  notSoldInCountry: { country: 'SE' },
  offerInvalid: { detail: 'd' },
  priceChangeInvalid: { detail: 'd' },
  marginInvalid: { detail: 'd' },
  exchangeRateInvalid: { detail: 'd' },
  exchangeRateMissing: { from: 'USD', to: 'EUR' },
  termNotAllowed: { term: { duration: 'P1M', billingCycle: 'monthly' } },
  cartNotFound: { cartId: 'c' },
  cartEmpty: {},
  cartAlreadyOrdered: { cartId: 'c' },
  cartLinesInvalid: { problems: [{ line: 0, problem: { code: 'participantsNotSupported' } }] },
  orderNotFound: { orderId: 'o' },
  orderCancelNotAllowed: { perUser: true },
  orderNotCancellable: { orderId: 'o' },
  orderInProgress: { cartId: 'c' },
  lineItemOutOfRange: { lineItemNumber: 3, count: 1 },
  subscriptionNotFound: { subscriptionId: 's' },
  staleEtag: { subscriptionId: 's', version: 3 },
  severalBillingChanges: {},
  notWhilePending: { change: 'SetQuantity' },
  notWhileSuspended: { change: 'SetQuantity' },
  alreadyActive: { state: 'AC' },
  activationSuspended: {},
  subscriptionEnded: { state: 'CA', endedAt: at },
  statusChangeNotAllowed: { from: 'AC', to: 'Reactivate' },
  stepNotFound: { name: 'export' },
  stepsOpen: { change: 'Cancel', steps: ['export'] },
  planMismatch: { expected: 'a', actual: 'b' },
  quantityMismatch: { expected: 1, actual: 2 },
  activationDetailsMissing: { missing: 'planId' },
  quantityOutOfRange: { minimum: 1 },
  quantityNotChangeable: {},
  decreaseNotAllowed: { asked: 1, quantity: 2 },
  notRenewable: { skuId: 's' },
  refundNotAllowed: { state: 'TR' },
  refundOutOfRange: { minimum: 1, maximum: 0 },
  windowPassed: {
    ...{ windowHours: 25, setting: 'cancel.window.monthlyBilled' },
    ...{ billingCycle: 'monthly', because: 'chargesToCome' },
  },
  nicknameInvalid: { maximumLength: 256 },
  changeNotSupported: { change: 'ChangePlan' },
  notSandbox: {},
  publisherChangeNotAllowed: {},
  operationInProgress: { operationId: 'o' },
  operationNotFound: { operationId: 'o' },
  operationClosed: { operationId: 'o' },
  operationOwn: { operationId: 'o' },
  deliveryNotFound: { deliveryId: 'd' },
  deliveryEnded: { deliveryId: 'd' },
  invoiceNotFound: { invoiceId: 'i' },
  nothingToPay: { invoiceId: 'i' },
  invoicePaid: { invoiceId: 'i' },
  paymentNotInFull: { invoiceId: 'i', total: 100 },
  usageBatchSize: { count: 26, maximum: 25 },
  usageNotAuthorized: {},
  usageNotAccepted: { results: refusalsOfUse.map((one) => ({ status: 'refused', refusal: one })) },
  purchaseTokenInvalid: {},
  purchaseTokenExpired: { expiredAt: at },
  clockBackwards: { now: at, to: at },
  settingUnknown: { name: 'x' },
  settingInvalid: { name: 'x', expected: 'must be true or false' },
};

const known = new Set(allRules.map(({ id }) => id));
const texts = (error: DomainError, state?: Parameters<typeof refusalSentences>[1]) =>
  refusalSentences(error, state).map(({ text }) => text);

it.each(Object.entries(samples))(
  'GEN-10: %s names its rules, and what would have been accepted',
  (code, detail) => {
    const [why, instead] = refusalSentences({ code, ...detail } as DomainError);
    expect(isErrorCode(code)).toBe(true);
    expect(why?.text).toMatch(new RegExp(`^Refused with \`${code}\`: .+`));
    expect(instead?.text).toMatch(/^Accepted would be: .+/);
    expect(`${why?.text} ${instead?.text}`).not.toMatch(/undefined|NaN|\[object/);
    expect([...(why?.rules ?? [])].filter((id) => !known.has(id))).toEqual([]);
  },
);

it('what is no code of the engine has no reason', () => {
  expect(['toString', 'invalid', ''].map(isErrorCode)).toEqual([false, false, false]);
});

describe('with the facts of the refusal', () => {
  /** 10 seats of FX-M from 2020-07-15 on. */
  function monthly(options: StoryOptions = {}) {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z', ...options });
    const id = story.buy('FX-M', 10);
    return { story: story.activate(id), id };
  }

  it('CAN-08: the window, its setting, and the instant at which it ended', () => {
    const { story, id } = monthly({
      settings: { 'cancel.afterWindow': 'refuse', 'cancel.window.monthlyBilled': 'P7D' },
    });
    const error = refusal(story.at('2020-07-22T09:00:00Z').change(id, { type: 'Cancel' }));
    expect(texts(error)).toEqual([
      'Refused with `windowPassed`: The window ended at 2020-07-22 09:00 UTC, because billing cycle monthly has `cancel.window.monthlyBilled`, 168 hours (7 days); after it `cancel.afterWindow` refuses',
      'Accepted would be: a cancellation before 2020-07-22 09:00 UTC; now switching auto-renew off, which ends it with its term',
    ]);
  });

  it('CAN-07: charges of the term that are still to come', () => {
    const story = aStory({ settings: { 'cancel.afterWindow': 'terminate' } });
    const id = story.buy('FX-Y', 10);
    const error = refusal(story.activate(id).at('2020-09-01T00:00:00Z').change(id, { type: 'Cancel' }));
    expect(texts(error)[0]).toContain('and charges of the term are still to come');
  });

  it('QTY-07, QTY-03: quantities, with what was asked for', () => {
    const { story, id } = monthly({ settings: { 'qty.decrease': 'windowOnly' } });
    const set = (quantity: number) => refusal(story.change(id, { type: 'SetQuantity', quantity }));
    story.at('2020-07-20T00:00:00Z');
    expect(texts(set(9))).toEqual([
      'Refused with `decreaseNotAllowed`: 9 is less than 10, and `qty.decrease` = windowOnly allows that only inside the window, which ended at 2020-07-16 09:00 UTC',
      'Accepted would be: a quantity of at least 10',
    ]);
    expect(texts(set(101))).toEqual([
      'Refused with `quantityOutOfRange`: A quantity of 101 is outside the limits of the plan',
      'Accepted would be: a whole number from 1 to 100',
    ]);
  });

  it('QTY-09: the question that is open, and its deadline', () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    const error = refusal(story.change(id, { type: 'SetQuantity', quantity: 13 }));
    const [why, instead] = texts(error, story.engine.state);
    expect(why).toMatch(
      /The publisher has yet to answer: quantity 12, asked for at 2020-07-14 10:00 UTC \(operation .+\)$/,
    );
    expect(instead).toBe(
      'Accepted would be: the same once the publisher has answered, at 2020-07-14 18:00 UTC at the latest',
    );
  });

  it('QTY-08: what ended an operation, how and when', () => {
    const { story, id } = told();
    const ask = (quantity: number): string => {
      accepted(story.change(id, { type: 'SetQuantity', quantity }));
      return [...story.engine.state.operations.keys()].at(-1) ?? '';
    };
    const deliver = (result: 'accepted' | 'refused' | 'exhausted') => {
      const deliveryId = ahead(story)[0]?.id ?? '';
      accepted(story.change(id, { type: 'RecordDelivery', deliveryId, result }));
    };
    const closed = (operationId: string, status?: string) => {
      const { state } = story.engine;
      const answer = status === undefined ? undefined : { status, at: instant('2020-07-14T10:00:04Z') };
      return texts({ code: 'operationClosed', operationId }, { ...state, answerTo: () => answer });
    };
    const asked = ask(12);
    accepted(story.change(id, { type: 'AcknowledgeOperation', operationId: asked, result: 'Failure' }));
    expect(closed(asked, 'Failure')).toEqual([
      `Refused with \`operationClosed\`: The publisher's own PATCH with Failure of 2020-07-14 10:00:04 UTC ended it as Failed: quantity 12, asked for at 2020-07-14 10:00 UTC (operation ${asked})`,
      'Accepted would be: one answer, the first; after it nothing needs to be done',
    ]);
    deliver('accepted');
    const undelivered = ask(13);
    story.at('2020-07-14T18:00:00Z');
    deliver('exhausted');
    expect(closed(undelivered)[0]).toContain(
      'Its webhook was given up, at 2020-07-14 18:00 UTC: quantity 13',
    );
    const silent = ask(14);
    deliver('accepted');
    story.at('2020-07-14T18:00:10Z');
    expect(closed(silent)[0]).toContain(
      'There was no answer until 2020-07-14 18:00:10 UTC, which is consent',
    );
    expect(closed(silent)[1]).toBe('Accepted would be: an answer before 2020-07-14 18:00:10 UTC');
    const refusedByReply = ask(15);
    deliver('refused');
    expect(closed(refusedByReply)[0]).toContain('The reply to its webhook refused it');
    const overtaken = ask(16);
    accepted(story.change(id, { type: 'Suspend' }));
    expect(closed(overtaken)[0]).toContain('The end or the suspension of the subscription came first');
  });

  it('SUS-07: the invoices that must be paid first', () => {
    const { story, id } = owing('FX-M', { settings: { 'invoice.netDays': 3 } });
    const error = refusal(story.at('2020-08-15T00:00:00Z').change(id, { type: 'Reactivate' }));
    const [invoiceId] = story.engine.state.ledger.invoices.keys();
    expect(texts(error)[0]).toBe(
      `Refused with \`statusChangeNotAllowed\`: Access is off because of ${invoiceId}, which is past due`,
    );
  });

  it('CAN-18, REN-04, GEN-08: the end, the plan, the version', () => {
    const { story, id } = monthly();
    const stale = story.run({
      type: 'ChangeSubscription',
      subscriptionId: id,
      changes: [],
      expectedVersion: 99,
    });
    expect(texts(refusal(stale))[0]).toContain(`is at version ${story.subscription(id).version}`);
    accepted(story.change(id, { type: 'Cancel' }));
    expect(texts(refusal(story.change(id, { type: 'Suspend' })))[0]).toBe(
      'Refused with `subscriptionEnded`: It is cancelled since 2020-07-15 09:00 UTC, and what has ended stays so',
    );
    const once = story.buy('FX-ONCE', 1);
    accepted(story.activate(once).change(once, { type: 'SetAutoRenew', autoRenew: false }));
    const error = refusal(story.change(once, { type: 'SetAutoRenew', autoRenew: true }));
    expect(texts(error)[0]).toContain('Plan 0006 does not renew');
  });

  it('MET-03, MET-04: each event of a report, with the instants that were compared', () => {
    const { story, id } = metered();
    story.at('2020-07-20T12:00:00Z');
    accepted(story.run(reporting(use(id, '2020-07-20T11:30:00Z', { quantity: 2 }))));
    const outcome = story.run(reporting(use(id, '2020-07-20T11:45:00Z'), use(id, '2020-07-18T00:00:00Z')));
    expect(usageResults(outcome)).toHaveLength(2);
    expect(texts(refusal(outcome))[0]).toBe(
      'Refused with `usageNotAccepted`: 2 of email100 were reported for the hour of 2020-07-20 11:00 UTC already; ' +
        'The use is from before 2020-07-19 12:00 UTC: longer ago than `meter.maxAge`, or of a month that is billed',
    );
  });
});
