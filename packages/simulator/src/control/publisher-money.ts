import { instant, publisherStatement, toDecimal } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { calendarMonth } from './calendar-month.ts';
import { ledgerRow, ledgerRowOf } from './ledger-row.ts';
import { minorOf } from './minor-of.ts';
import { type ControlProblem, domainProblem } from './problem.ts';
import { publisherEndpoint } from './publisher-api.ts';
import { aboutOne, found, locate, standingReply } from './publisher-endpoints.ts';

/** CTL-51: gives money back after the cancellation window, which ends the subscription (CAN-20). */
export const approveRefund = publisherEndpoint({
  contract: {
    ...aboutOne,
    id: 'CTL-51',
    method: 'post',
    path: '/_sim/publisher/subscriptions/:subscriptionId/refund',
    summary: "Gives money back and ends a subscription; not Microsoft's",
    source: 'CAN-20',
    body: z.strictObject({ amount: z.number().describe("In the subscription's currency.") }),
    refusals: [
      ...found,
      { status: 400, code: 'invalid', when: 'the currency has no such amount' },
      { status: 409, code: 'changeNotSupported', when: 'the policy has no such refunds' },
      { status: 409, code: 'refundOutOfRange', when: 'the amount is not from a cent to what the term cost' },
      { status: 409, when: 'the subscription is in no state for that' },
    ],
  },
  locate,
  handle: ({ found: subscription, body }, caller) => {
    const { id: subscriptionId, currency } = subscription;
    const changes = [{ type: 'ApproveRefund', amount: minorOf(body.amount, currency) }] as const;
    const outcome = caller.world.engine.execute({ type: 'ChangeSubscription', subscriptionId, changes });
    if (outcome.ok) return standingReply(subscription, caller);
    const problem = domainProblem(outcome.error);
    if (outcome.error.code !== 'refundOutOfRange') return refuse<ControlProblem>(problem);
    const { minimum, maximum } = outcome.error;
    const [least, most] = [minimum, maximum].map((amount) => toDecimal(amount, currency));
    const message = `what is given back is from ${least} to ${most} ${currency}`;
    return refuse<ControlProblem>({ ...problem, target: 'amount', message });
  },
});

const statement = z
  .object({
    month: z.string(),
    currency: z.string(),
    subtotal: z.number().describe('Sum of the lines, before tax.'),
    fee: z.number().describe('What the marketplace keeps; given back with refunds.'),
    payout: z.number(),
    lines: z.array(ledgerRow),
  })
  .meta({ id: 'PublisherStatement' });

/** CTL-52: what the publisher is paid for a month (BIL-30). */
export const readStatement = publisherEndpoint({
  contract: {
    access: 'bearer of the publisher',
    tag: "Publisher extension (not Microsoft's)",
    id: 'CTL-52',
    method: 'get',
    path: '/_sim/publisher/statement',
    summary: "What the publisher is paid for a month in a currency; not Microsoft's",
    source: 'BIL-30',
    params: z.object({}),
    query: z.object({
      month: calendarMonth.describe(
        'Calendar month, `2026-01`; one that is not billed yet as far as it has come.',
      ),
      currency: z.string().default('USD'),
    }),
    refusals: [],
    replies: { 200: { description: 'The statement; without lines all of it is 0.', schema: statement } },
  },
  handle: ({ query }, { world: { engine }, publisher }) => {
    const { state } = engine;
    const seen = { state, now: instant(engine.now()) };
    const paid = publisherStatement({ ...query, publisherId: publisher.id }, seen);
    const decimal = (minor: number): number => toDecimal(minor, query.currency);
    const { subtotal, fee, payout } = paid;
    return {
      status: 200,
      body: {
        ...query,
        ...{ subtotal: decimal(subtotal), fee: decimal(fee), payout: decimal(payout) },
        lines: paid.lines.map((line) => ledgerRowOf(line, state)),
      },
    };
  },
});
