import type {
  InvoiceError,
  OperationError,
  PurchaseTokenError,
  UsageError,
  WorldError,
} from '../../errors.ts';
import { type Instant, instant } from '../../time.ts';
import { counted, instantText } from '../words.ts';
import { operationReasons } from './operations.ts';
import { type Reasons, reason } from './reason.ts';
import { usageNotAccepted } from './usage.ts';

/** Operations, webhooks, invoices, use, tokens, and the world itself. */
export const otherReasons: Reasons<
  OperationError | InvoiceError | UsageError | PurchaseTokenError | WorldError
> = {
  ...operationReasons,
  invoiceNotFound: ({ invoiceId }) =>
    reason(`There is no invoice ${invoiceId}`, ['GEN-10'], 'an invoice of this world'),
  nothingToPay: ({ invoiceId }) =>
    reason(`Nothing is to be paid on ${invoiceId}`, ['BIL-15', 'BIL-16'], 'an invoice above zero'),
  invoicePaid: ({ invoiceId }) =>
    reason(`Invoice ${invoiceId} is paid`, ['BIL-15'], 'nothing needs to be done'),
  paymentNotInFull: ({ invoiceId, total }) =>
    reason(`Invoice ${invoiceId} is paid in full or not at all`, ['BIL-15'], `${total} minor units`),
  usageBatchSize: ({ count, maximum }) =>
    reason(
      `The report has ${counted(count, 'event')}, and \`meter.batchMax\` = ${maximum}`,
      ['MET-05'],
      `1 to ${maximum} events`,
    ),
  usageNotAuthorized: () =>
    reason(
      'An event is of what another publisher sold, and `metering.foreignBatch` = whole refuses the report for it',
      ['MET-05'],
      'events of the publisher alone',
    ),
  usageNotAccepted,
  purchaseTokenInvalid: () =>
    reason('The token names no purchase', ['ACT-01'], 'the token of an activation link, percent-decoded'),
  purchaseTokenExpired: ({ expiredAt }) =>
    reason(
      `The token was good until ${instantText(momentOf(expiredAt))}, by \`act.tokenTtl\``,
      ['ACT-04'],
      'a new activation link, which has a new token',
    ),
  clockBackwards: ({ now, to }) =>
    reason(
      `It is ${instantText(momentOf(now))} and the clock never goes back, not to ${instantText(momentOf(to))}`,
      ['GEN-03'],
      'a later instant',
    ),
  settingUnknown: ({ name }) =>
    reason(`There is no setting "${name}"`, ['GEN-10'], 'an id or alias of a setting'),
  settingInvalid: ({ name, expected }) =>
    reason(`The value does not fit \`${name}\``, ['GEN-10'], `it ${expected}`),
  faultInvalid: ({ detail }) => reason('The fault cannot be switched on so', ['FLT-02'], detail),
  faultNotFound: ({ faultId }) =>
    reason(
      `There is no fault ${faultId} that is on`,
      ['FLT-02'],
      'one that was switched on, and is not over',
    ),
};

const momentOf = (text: string): Instant => instant(text);
