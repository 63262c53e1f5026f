import type { DomainError, ErrorCode, ErrorOf } from '@marketsim/core';
import { agreementConfirmed } from './agreement/repeated.ts';
import { lineErrorNumber, lineProblemText } from './cart/line-error.ts';
import { changeWords, stateWords, statusWords } from './change-words.ts';
import { commerceFault, type ErrorList, type Fault, gatewayFault } from './problem.ts';

type Table = { readonly [C in ErrorCode]: (error: ErrorOf<C>, list: ErrorList) => Fault };

const invalid = (description: string): Fault => gatewayFault(400, 3000, description);
const bounds = (minimum: number, maximum: number | undefined): string =>
  maximum === undefined ? `at least ${minimum}` : `from ${minimum} to ${maximum}`;
const hoursPerDay = 24;

/** Refusals of commands that no endpoint of this API gives: one reaching it is a fault of ours. */
const unmet = (error: DomainError): Fault =>
  gatewayFault(500, 800003, `Something unexpected happened (${error.code}).`);

/** PC 2.10, 11: an account that is under review, or not known, is looked at again; one that is not approved is not. */
const accounts = {
  underReview: [800073, 'is under review; look again in a few days'],
  unknown: [800074, 'is yet to be reviewed; look again in a few days'],
  notAllowed: [800075, 'was not approved; see that what is known of it is correct'],
} as const;

function accountFault(customerId: string, account: keyof typeof accounts): Fault {
  const [code, text] = accounts[account];
  return commerceFault(403, code, `The account of customer ${customerId} ${text}.`);
}

/** Each way in which the engine refuses, in the status, code and words of this API; PC 11 unless stated. */
const table: Table = {
  // PC 2.3
  customerNotFound: ({ customerId }) => gatewayFault(404, 1000, `There is no customer ${customerId}.`),
  // PUR-04
  customerForeign: ({ customerId }) =>
    commerceFault(403, 20002, `There is no commerce relationship with customer ${customerId}.`),
  // PC 0.10, 13.32
  domainTaken: ({ domain }) => invalid(`companyProfile.domain: the domain ${domain} is in use.`),
  // PUR-01
  partnerCannotTransact: () => commerceFault(403, 2006, 'This partner cannot buy this offer.'),
  // PUR-02
  partnerAgreementMissing: () =>
    commerceFault(403, 900124, 'Your company has not accepted the Microsoft Partner Agreement.'),
  // PUR-03
  customerAgreementMissing: ({ customerId }) =>
    commerceFault(
      403,
      13605,
      `Customer ${customerId} has not accepted the Microsoft Customer Agreement; confirm it by POST to its agreements.`,
    ),
  // PC 0.9, 13.18
  agreementAlreadyConfirmed: agreementConfirmed,
  // PC 2.8
  agreementInvalid: ({ detail }) => invalid(detail),
  // PUR-05
  partnerNotInCountry: ({ country }) => commerceFault(403, 2030, `Your company cannot sell in ${country}.`),
  // PUR-10
  azurePlanMissing: ({ customerId }) =>
    commerceFault(400, 900128, `A metered plan needs an Azure plan, which customer ${customerId} lacks.`),
  // PUR-10
  azureSubscriptionInactive: ({ customerId }) =>
    commerceFault(
      400,
      900129,
      `A metered plan needs an active Azure subscription, which customer ${customerId} lacks.`,
    ),
  // PUR-22
  customerNotAllowed: ({ customerId, account }) => accountFault(customerId, account),
  // PUR-22
  riskCheckFailed: ({ customerId }) =>
    commerceFault(403, 800069, `The order for customer ${customerId} failed the check of its risk.`),
  // PUR-24
  programInactive: ({ program }) =>
    program === 'csp'
      ? gatewayFault(403, 900149, 'The status of your company in the CSP programme is not active.')
      : commerceFault(403, 800039, 'The reseller status of your company is not active.'),
  // PUR-23
  programLimitExceeded: ({ limit, maximum, left = 0 }) => {
    if (limit === 'subscriptions')
      return commerceFault(403, 800066, `A customer is limited to ${maximum} subscriptions.`);
    const text = `A subscription is limited to ${maximum} seats`;
    return left > 0
      ? commerceFault(403, 800088, `${text}; ${left} more can be added.`)
      : commerceFault(403, 800067, `${text}.`);
  },
  // PUR-22
  creditLineExceeded: ({ customerId }) =>
    commerceFault(403, 800023, `The order is beyond the credit line of customer ${customerId}.`),
  // MPN-02
  mpnIdIsOwn: ({ mpnId }) =>
    gatewayFault(404, 2072, `${mpnId} is your own MPN id; the id of an indirect reseller is needed.`),
  // MPN-02
  mpnIdUnknown: ({ mpnId }) => commerceFault(404, 800015, `The MPN id ${mpnId} is not known.`),
  // MPN-02
  mpnIdNotReseller: ({ mpnId }) =>
    commerceFault(400, 800016, `The MPN id ${mpnId} belongs to no indirect reseller that can be used here.`),
  // PUR-02
  resellerAgreementMissing: ({ mpnId }) =>
    commerceFault(403, 900123, `Reseller ${mpnId} has not accepted the Microsoft Partner Agreement.`),
  // MPN-03
  resellerNotApplicable: () =>
    commerceFault(
      400,
      800098,
      'A partner on record cannot be set by a partner that sells without resellers.',
    ),
  // PC 1.6
  sandboxLimitExceeded: ({ limit }) =>
    commerceFault(400, 800018, `A sandbox account is limited to ${limit}.`),
  productNotFound: ({ productId }) => commerceFault(404, 400013, `There is no product ${productId}.`),
  skuNotFound: ({ skuId }) => commerceFault(404, 400018, `There is no SKU ${skuId}.`),
  availabilityNotFound: ({ availabilityId }) =>
    commerceFault(404, 400019, `There is no availability ${availabilityId}; read the catalog again.`),
  // PUR-09
  notBoughtHere: ({ productId }) =>
    commerceFault(400, 800042, `Product ${productId} is no SaaS; it is bought in the Azure portal.`),
  // PC 1.6
  notSoldInSandbox: ({ productId }) =>
    commerceFault(403, 900322, `Product ${productId} is not sold in the sandbox.`),
  // PUR-08
  alreadyBought: ({ productId }) =>
    commerceFault(400, 27006, `The customer has a subscription of ${productId}, of which it can have one.`),
  // PUR-06
  notEligible: ({ catalogItem }) =>
    commerceFault(403, 800020, `${catalogItem} cannot be sold by this partner to this customer.`),
  noLongerSold: ({ skuId }) => commerceFault(403, 2091, `SKU ${skuId} is no longer sold.`),
  // PUR-05
  notSoldInCountry: ({ country }) => commerceFault(400, 800070, `The offer is not sold in ${country}.`),
  // BIL-17
  exchangeRateMissing: ({ from, to }) =>
    commerceFault(400, 900169, `Prices in ${from} cannot be billed in ${to}: there is no exchange rate.`),
  // PUR-12
  termNotAllowed: ({ term: { duration } }) =>
    commerceFault(403, 800028, `The term ${duration} is no longer offered.`),
  // PUR-13
  cartNotFound: ({ cartId }) => commerceFault(404, 800008, `There is no cart ${cartId}, or it has expired.`),
  // PC 4.4
  cartEmpty: () => commerceFault(400, 800009, 'lineItems: a cart needs at least one line.'),
  // PC 4.4
  cartAlreadyOrdered: ({ cartId }) => commerceFault(400, 800065, `Cart ${cartId} has been ordered already.`),
  // PC 4.6
  cartLinesInvalid: ({ problems }) => ({
    ...commerceFault(
      400,
      problems.every(({ problem }) => problem.code === 'attestationMissing') ? 900203 : 800009,
      `Lines of the cart cannot be ordered: ${problems.map(({ line }) => line).join(', ')}.`,
    ),
    data: problems.map(
      ({ line, problem }) => `${line}: ${lineErrorNumber(problem)} ${lineProblemText(problem)}`,
    ),
  }),
  orderNotFound: ({ orderId }) => commerceFault(404, 20000, `There is no order ${orderId}.`),
  // PC 0.10
  orderInProgress: ({ cartId }) =>
    commerceFault(409, 800060, `The orders of cart ${cartId} are in progress; try again later.`),
  lineItemOutOfRange: ({ lineItemNumber, count }) =>
    commerceFault(400, 800071, `Line item number ${lineItemNumber} is out of range; line items: ${count}.`),
  subscriptionNotFound: ({ subscriptionId }) =>
    commerceFault(404, 20003, `There is no subscription ${subscriptionId}.`),
  // GEN-08
  staleEtag: ({ subscriptionId }) =>
    commerceFault(400, 2055, `Subscription ${subscriptionId} has changed since its etag was read.`),
  // GEN-07
  severalBillingChanges: () => invalid('quantity, status: only one of them can change in one update.'),
  // PC 6.4
  notWhilePending: ({ change }) =>
    commerceFault(
      400,
      800081,
      `${changeWords(change)} is not possible before the subscription is activated.`,
    ),
  // QTY-02, PC 6.4
  notWhileSuspended: ({ change }) =>
    change === 'SetQuantity'
      ? commerceFault(400, 2001, 'The quantity of a suspended subscription cannot change.')
      : commerceFault(
          400,
          800091,
          `${changeWords(change)} is not possible while the subscription is suspended.`,
        ),
  // PC 6.6
  alreadyActive: () => commerceFault(400, 800041, 'The subscription is active already.'),
  activationSuspended: () => commerceFault(400, 800091, 'A suspended subscription cannot be activated.'),
  // CAN-18, PC 6.3
  subscriptionEnded: ({ state }, list) =>
    list === 'newer' && state === 'EX'
      ? commerceFault(400, 900279, 'The subscription has expired and can no longer change.')
      : commerceFault(400, 2011, 'The subscription is deleted and cannot change.'),
  // PC 6.3
  statusChangeNotAllowed: ({ from, to }) =>
    commerceFault(400, 800040, `The status cannot change from ${stateWords[from]} to ${statusWords(to)}.`),
  // QTY-03
  quantityOutOfRange: ({ minimum, maximum }) =>
    commerceFault(400, 2002, `The quantity must be ${bounds(minimum, maximum)}.`),
  // QTY-04
  quantityNotChangeable: () => commerceFault(400, 800095, 'The quantity of a flat-rate plan cannot change.'),
  // QTY-07
  decreaseNotAllowed: () => commerceFault(400, 800090, 'The quantity cannot be decreased now.'),
  // REN-04
  notRenewable: () =>
    commerceFault(400, 800093, 'The plan does not renew; auto-renew cannot be switched on.'),
  // CAN-08
  windowPassed: ({ windowHours }, list) => {
    if (list === 'newer') {
      return commerceFault(400, 900213, `The ${windowHours}-hour window for cancelling has passed.`);
    }
    const days = Math.ceil(windowHours / hoursPerDay);
    return commerceFault(400, 900117, `The ${days}-day window for cancelling has passed.`);
  },
  // RB 14.1
  refundNotAllowed: ({ state }) =>
    commerceFault(400, 800061, `A subscription that is ${stateWords[state]} has nothing to be given back.`),
  // ACT-19
  nicknameInvalid: ({ maximumLength }) => invalid(`friendlyName: expected 1 to ${maximumLength} characters.`),
  // PC 6.4
  changeNotSupported: ({ change }) =>
    commerceFault(400, 800042, `${changeWords(change)} is not supported for this offer.`),
  // CAN-10, QTY-18
  stepsOpen: ({ change, steps }) =>
    commerceFault(
      417,
      800036,
      `${changeWords(change)} needs these steps at the publisher first: ${steps.join(', ')}.`,
    ),
  // CAN-01, CAN-25, PC 5.4
  orderCancelNotAllowed: ({ perUser }) =>
    perUser
      ? commerceFault(403, 800077, 'Seats are cancelled by a change of their subscription, not of the order.')
      : commerceFault(403, 800019, 'An order of SaaS can be cancelled in a sandbox account only.'),
  // PC 5.4
  orderNotCancellable: ({ orderId }) =>
    commerceFault(400, 800061, `Order ${orderId} is cancelled already, over, or too old to be cancelled.`),
  // ACT-16
  notSandbox: () => commerceFault(400, 900127, 'This is possible in a sandbox account only.'),
  // QTY-09
  operationInProgress: ({ operationId }, list) =>
    commerceFault(
      409,
      list === 'newer' ? 900278 : 800014,
      `Another change (${operationId}) waits for the publisher; try again later.`,
    ),
  // PC 8.2
  notRegistered: ({ event }) => invalid(`The webhook must be registered for ${event} first.`),
  idTaken: unmet,
  partnerNotFound: unmet,
  publisherNotFound: unmet,
  planMismatch: unmet,
  quantityMismatch: unmet,
  activationDetailsMissing: unmet,
  usageBatchSize: unmet,
  usageNotAuthorized: unmet,
  usageNotAccepted: unmet,
  publisherChangeNotAllowed: unmet,
  operationNotFound: unmet,
  operationClosed: unmet,
  operationOwn: unmet,
  stepNotFound: unmet,
  audienceResold: unmet,
  offerInvalid: unmet,
  priceChangeInvalid: unmet,
  marginInvalid: unmet,
  exchangeRateInvalid: unmet,
  deliveryNotFound: unmet,
  deliveryEnded: unmet,
  refundOutOfRange: unmet,
  invoiceNotFound: unmet,
  nothingToPay: unmet,
  invoicePaid: unmet,
  paymentNotInFull: unmet,
  purchaseTokenInvalid: unmet,
  purchaseTokenExpired: unmet,
  clockBackwards: unmet,
  faultInvalid: unmet,
  faultNotFound: unmet,
  settingUnknown: unmet,
  settingInvalid: unmet,
};

const faultFor = <C extends ErrorCode>(code: C, error: ErrorOf<C>, list: ErrorList): Fault =>
  table[code](error, list);

/** A refusal of the engine as this API tells it. */
export const faultOf = (error: DomainError, list: ErrorList): Fault => faultFor(error.code, error, list);
