import { seatsAtMost } from '@marketsim/core';
import type { Reply, RequestInfo } from '@marketsim/http';
import { badRequest, bare, forbidden, notFound, refusal, unexpected, versionRefusal } from './bodies.ts';
import { badUsageBody, foreignUsageBody } from './metering/usage-error.ts';
import type { FulfillmentProblem, ProblemByCode, ProblemCode } from './problem.ts';

type Table<Code extends ProblemCode> = {
  readonly [C in Code]: (problem: ProblemByCode[C], request: RequestInfo) => Reply;
};

/** Answers no question of this API: a call that ends so is a defect of the simulator, and says so. */
const unmet = ({ code }: { readonly code: ProblemCode }): Reply =>
  unexpected(`The marketplace answered ${code}, which no call of this API can lead to`);

const transport = {
  apiVersionMissing: () =>
    versionRefusal(
      'ApiVersionUnspecified',
      'The query has to name an api-version; the only one is 2018-08-31.',
    ),
  apiVersionUnsupported: ({ version }, { base, url }) =>
    versionRefusal(
      'UnsupportedApiVersion',
      `'${base}${url}' has no api-version '${version}', only 2018-08-31.`,
    ),
  tokenMissing: ({ status }, request) =>
    status === '401'
      ? { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }
      : forbidden(
          'The call carries no bearer token; it needs one of a publisher, such as dev-publisher.',
          request,
        ),
  tokenRefused: ({ detail }, request) =>
    forbidden(
      `The bearer token is of no use here: ${detail}. One of a publisher is, such as dev-publisher.`,
      request,
    ),
  subscriptionForeign: ({ subscriptionId }, request) =>
    forbidden(`Subscription ${subscriptionId} is of an offer that belongs to another application.`, request),
  headerMissing: ({ header }) =>
    refusal(400, { code: 'HeaderNotPresent', message: `The header ${header} is missing`, target: header }),
  continuationInvalid: () =>
    refusal(400, {
      code: 'InvalidValue',
      message: 'This continuation token was not made by the list of this publisher',
      target: 'continuationToken',
    }),
} satisfies Partial<Table<ProblemCode>>;

const purchase = {
  subscriptionNotFound: ({ subscriptionId }) =>
    notFound(`Subscription ${subscriptionId} does not exist`, 'subscriptionId'),
  purchaseTokenInvalid: () =>
    refusal(400, {
      code: 'InvalidValue',
      message: 'The purchase token cannot be decrypted: it is changed, cut short, or still percent-encoded',
      target: 'x-ms-marketplace-token',
    }),
  purchaseTokenExpired: ({ expiredAt }) =>
    refusal(400, {
      code: 'InvalidValue',
      message: `The purchase token has been out of date since ${expiredAt}; a fresh one comes with a new link`,
      target: 'x-ms-marketplace-token',
    }),
} satisfies Partial<Table<ProblemCode>>;

const activation = {
  alreadyActive: () => badRequest('The subscription is active already', 'activate'),
  stepsOpen: ({ steps }) => badRequest(`These steps are not done yet: ${steps.join(', ')}`, 'activate'),
  activationSuspended: () => badRequest('The subscription is suspended', 'activate'),
  subscriptionEnded: () => ({ status: 404 }),
  activationDetailsMissing: ({ missing }) => ({
    status: 400,
    body: {
      code: 'Bad Argument',
      message: 'The activation lacks a member',
      target: 'activate',
      details: { code: 'RequiredField', message: `${missing} is required`, target: wordsOf(missing) },
    },
  }),
  planMismatch: ({ expected, actual }) =>
    badRequest(`Plan ${expected} was bought, plan ${actual} was sent`, 'planId'),
  quantityMismatch: ({ expected, actual }) =>
    badRequest(`${expected} seats were bought, ${actual} were sent`, 'quantity'),
} satisfies Partial<Table<ProblemCode>>;

const change = {
  notActive: ({ target }) => badRequest('Subscription is not active', target),
  updateMalformed: ({ message }) => badRequest(message, 'update'),
  updateRefused: ({ message }) => bare(400, message),
  customerOperationMissing: ({ operation, target }) =>
    badRequest(`${operation} is not among the allowedCustomerOperations of this subscription`, target),
  subscriptionLocked: ({ status }) =>
    refusal(Number(status), {
      code: 'Failed',
      message: 'The subscription is locked: an operation is pending',
      target: 'update',
    }),
  termNotAllowed: ({ term }) =>
    badRequest(`The plan is not in the catalog for ${term.duration} billed ${term.billingCycle}`, 'update'),
  quantityOutOfRange: ({ minimum, maximum }) =>
    bare(400, `The plan is sold with ${minimum} to ${maximum ?? seatsAtMost} seats`),
  decreaseNotAllowed: () => bare(400, 'Seats can be taken away inside the cancellation window only'),
  windowPassed: ({ windowHours }) => tooLate(windowHours),
  cancelledTooLate: ({ windowHours }) => tooLate(windowHours),
  publisherChangeNotAllowed: () =>
    badRequest('The marketplace takes no change of this subscription from its publisher', 'update'),
} satisfies Partial<Table<ProblemCode>>;

const operation = {
  operationNotFound: ({ operationId }) => unknownOperation(operationId, '404'),
  operationUnknown: ({ operationId, status }) => unknownOperation(operationId, status),
  operationNotAsked: ({ action }) =>
    refusal(400, {
      code: 'BadRequest',
      message: `${action} has happened; there is nothing to answer`,
      target: 'operation',
    }),
  operationStatusInvalid: ({ message }) => refusal(400, { code: 'InvalidValue', message, target: 'status' }),
  operationClosed: (_, { requestId }) => bare(409, requestId),
  operationOwn: ({ operationId }) => ownOperation(operationId, '500'),
  ownOperationAnswered: ({ operationId, status }) => ownOperation(operationId, status),
} satisfies Partial<Table<ProblemCode>>;

const usageStatus = { BadArgument: 400, Forbidden: 403, Conflict: 409 } as const;

const metering = {
  usageRefused: ({ error }) => ({ status: usageStatus[error.code], body: error }),
  usageBatchSize: ({ count, maximum }) => {
    const message = `A batch has 1 to ${maximum} events, not ${count}.`;
    return { status: 400, body: badUsageBody([{ target: 'request', message }]) };
  },
  usageNotAuthorized: () => ({ status: 403, body: foreignUsageBody() }),
} satisfies Partial<Table<ProblemCode>>;

const table: Table<ProblemCode> = {
  ...transport,
  ...purchase,
  ...activation,
  ...change,
  ...operation,
  ...metering,
  customerNotFound: unmet,
  customerForeign: unmet,
  domainTaken: unmet,
  idTaken: unmet,
  partnerNotFound: unmet,
  publisherNotFound: unmet,
  partnerCannotTransact: unmet,
  partnerAgreementMissing: unmet,
  customerAgreementMissing: unmet,
  agreementAlreadyConfirmed: unmet,
  agreementInvalid: unmet,
  mpnIdIsOwn: unmet,
  mpnIdUnknown: unmet,
  mpnIdNotReseller: unmet,
  resellerAgreementMissing: unmet,
  resellerNotApplicable: unmet,
  notRegistered: unmet,
  sandboxLimitExceeded: unmet,
  orderCancelNotAllowed: unmet,
  orderNotCancellable: unmet,
  productNotFound: unmet,
  skuNotFound: unmet,
  availabilityNotFound: unmet,
  partnerNotInCountry: unmet,
  azurePlanMissing: unmet,
  azureSubscriptionInactive: unmet,
  programInactive: unmet,
  customerNotAllowed: unmet,
  riskCheckFailed: unmet,
  programLimitExceeded: unmet,
  notSoldInSandbox: unmet,
  creditLineExceeded: unmet,
  audienceResold: unmet,
  notBoughtHere: unmet,
  alreadyBought: unmet,
  notEligible: unmet,
  noLongerSold: unmet,
  notSoldInCountry: unmet,
  priceChangeInvalid: unmet,
  marginInvalid: unmet,
  exchangeRateInvalid: unmet,
  exchangeRateMissing: unmet,
  refundNotAllowed: unmet,
  refundOutOfRange: unmet,
  invoiceNotFound: unmet,
  nothingToPay: unmet,
  invoicePaid: unmet,
  paymentNotInFull: unmet,
  cartNotFound: unmet,
  cartEmpty: unmet,
  cartAlreadyOrdered: unmet,
  cartLinesInvalid: unmet,
  orderNotFound: unmet,
  orderInProgress: unmet,
  lineItemOutOfRange: unmet,
  stepNotFound: unmet,
  offerInvalid: unmet,
  deliveryNotFound: unmet,
  deliveryEnded: unmet,
  staleEtag: unmet,
  severalBillingChanges: unmet,
  notWhilePending: unmet,
  notWhileSuspended: unmet,
  statusChangeNotAllowed: unmet,
  quantityNotChangeable: unmet,
  notRenewable: unmet,
  nicknameInvalid: unmet,
  changeNotSupported: unmet,
  notSandbox: unmet,
  usageNotAccepted: unmet,
  operationInProgress: unmet,
  clockBackwards: unmet,
  faultInvalid: unmet,
  faultNotFound: unmet,
  settingUnknown: unmet,
  settingInvalid: unmet,
};

/** The one place where refusals get this API's status and body (SF 8). */
export const replyTo = (problem: FulfillmentProblem, request: RequestInfo): Reply =>
  lookUp(problem.code, problem, request);

const lookUp = <Code extends ProblemCode>(
  code: Code,
  problem: ProblemByCode[Code],
  request: RequestInfo,
): Reply => table[code](problem, request);

const tooLate = (windowHours: number): Reply =>
  badRequest(`The ${windowHours}-hour window for cancelling has passed`, 'unsubscribe');

/** `planId` as the emulator spells it in a target: `plan id`. */
const wordsOf = (member: string): string =>
  member.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function ownOperation(operationId: string, status: '400' | '500'): Reply {
  const message = `Operation ${operationId} was asked for by the publisher itself and takes no answer`;
  return status === '500' ? unexpected(message) : badRequest(message, 'operation');
}

function unknownOperation(operationId: string, status: '400' | '404'): Reply {
  const message = `Operation ${operationId} does not exist`;
  return status === '404' ? notFound(message, 'operationId') : badRequest(message, 'operationId');
}
