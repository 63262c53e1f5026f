import { operationActions } from '../operation/operation.ts';
import { choice, duration, flag, list, text } from './setting.ts';

/** Knobs of what the fulfillment API shows and tolerates where its sources contradict each other (SF 9, appendix A). */
export const fulfillmentSettings = {
  'auth.mode': choice(['local', 'off'], {
    description:
      'Whether fulfillment calls need a token of the stand-in, or come from the publisher that `publisherId` in their query names, or the first one, where they have none.',
    source: 'SF 1.5',
  }),
  'auth.withoutObjectId': choice(['accept', 'refuse'], {
    description: 'What a token of an application without service principal, which has no `oid`, brings.',
    source: 'SF 1.4',
  }),
  'links.base': text('', {
    pattern: '^(https?://[^/?#\\s]+)?$',
    shape: 'empty, or an address without a path, such as https://main.example:4643',
    description: 'What links in replies start with; empty is the address by which the caller came.',
    source: 'SF 9 C10',
    aliases: ['links.host'],
  }),
  'list.jitter': flag(false, {
    description: 'Whether pages of the fulfillment list hold two thirds to nine tenths of `list.pageSize`.',
    source: 'SF 2.4, SF 9 C9',
  }),
  'plans.unknown': choice(['404', 'empty', 'array'], {
    description: 'What the list of plans answers for a subscription that does not exist.',
    source: 'SF 9 C12',
  }),
  'ops.unknownSubscription': choice(['404', 'empty'], {
    description: 'What the list of operations answers for a subscription that does not exist.',
    source: 'SF 9 C16',
  }),
  'ops.shape': choice(['object', 'array'], {
    description: 'Whether the list of operations is a member of an object, or all there is.',
    source: 'SF 9 C13',
  }),
  'ops.list': choice(['pending', 'empty', 'reinstate', 'delayed'], {
    description:
      'Which open operations are listed: all, none, reinstatements only, or all five seconds after their start.',
    source: 'SF 9 C14',
  }),
  'ops.missingFor': list(operationActions, [], {
    description: 'Actions whose operations can be neither read nor answered.',
    source: 'SF 9 C22',
  }),
  'ops.notStarted': duration('PT1S', {
    description:
      'How long after its start an operation that the publisher asked for is shown as NotStarted, unless its webhook goes out before.',
    source: 'SF 2.8',
  }),
  'ops.ignoreFailure': flag(false, {
    description: 'Whether a publisher that refuses a change by PATCH is thanked and not listened to.',
    source: 'SF 9 C21',
  }),
  'quantity.asString': flag(false, {
    description: 'Whether quantities are written as text in replies and webhooks.',
    source: 'SF 9 C24',
  }),
  'purchase.preview': flag(false, {
    description: 'Whether purchases show as those of the preview audience, by `-preview` behind the offer.',
    source: 'SF 2.2',
  }),
  'purchase.isTest': flag(false, {
    description: 'What `isTest` says of every purchase.',
    source: 'SF 9 C37',
  }),
  'term.monthEnd': choice(['anchored', 'recorded'], {
    description:
      'Which end a term shows where months differ in length: the day before the next one starts, or the one reckoned from its own start, a missing day counted on into the next month.',
    source: 'SF 2.2, SF 5.3',
  }),
  'cancel.after72h': choice(['allow', 'rejectMultiYear', 'rejectAnnualAndMore'], {
    description: 'Which terms a publisher cannot cancel once 72 hours have passed since the purchase.',
    source: 'SF 2.9, SF 9 C33',
  }),
  'subscription.updateDelay': duration('PT0S', {
    description:
      'How long after a change of plan or quantity the fulfillment API still shows what was before.',
    source: 'SF 4.4',
  }),
} as const;
