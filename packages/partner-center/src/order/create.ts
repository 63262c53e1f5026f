import type { CartLineProblem, DomainEvent, PlaceOrder } from '@marketsim/core';
import { z } from 'zod';
import { attestationOf, attestationRefusal } from '../cart/attestation.ts';
import { lineProblemText } from '../cart/line-error.ts';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { refuseAppOnly } from '../identify.ts';
import { customerAt, customerParams } from '../locate.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import {
  buyingRefusals,
  customerRefusals,
  failureOfMicrosoft,
  lineRefusals,
  resellerRefusals,
} from '../refusals.ts';
import { lineFrom, orderBody } from './create-body.ts';
import { exampleOrderBody } from './example.ts';
import { orderResource, orderSchema } from './resource.ts';

/** ORD-3: buys one plan without a cart; for a customer of a reseller a user must have signed in. */
export const createOrder = endpoint({
  contract: {
    id: 'ORD-3',
    method: 'post',
    path: '/v1/customers/:customerId/orders',
    summary: 'Create an order',
    source: 'PC 5.3',
    tag: 'Orders',
    access: 'A+U',
    right: 'buy',
    params: customerParams,
    query: z.object({}),
    body: orderBody,
    replies: { 201: { description: 'The order.', schema: orderSchema, example: exampleOrderBody } },
    refusals: [
      ...customerRefusals,
      ...buyingRefusals,
      ...lineRefusals,
      ...resellerRefusals,
      attestationRefusal,
      { status: 403, code: 900329, when: 'an app-only token is sent for a customer of a reseller' },
      {
        ...{ status: 500, code: 800005, when: 'the order cannot be created' },
        onDemand: failureOfMicrosoft,
      },
      { status: 400, code: 800070, when: 'the plan is not sold in the country' },
      { status: 403, code: 800067, when: 'the subscription would have more seats than it may have' },
      { status: 400, code: 800004, when: 'the offer id is none that the customer can be sold' },
      { status: 404, code: 400019, when: 'the availability is no longer current' },
      { status: 400, code: 800009, when: 'there is no line' },
      { status: 400, code: 4018, when: 'there are several lines' },
      { status: 400, code: 800029, when: 'the line is an add-on to a subscription' },
      { status: 400, code: 900275, when: 'the quantity is outside the limits of the plan' },
    ],
  },
  locate: customerAt,
  handle: ({ found: { customer }, body }, ctx) => {
    const line = lineFrom(body);
    const isResold = line.participants.length > 0 || customer.associatedPartnerId !== undefined;
    if (ctx.token.kind === 'app' && isResold) {
      refuseAppOnly('an order for a customer of an indirect reseller');
    }
    const command: PlaceOrder = {
      ...{ type: 'PlaceOrder', customerId: customer.id, line },
      ...attestationOf(body, ctx),
    };
    checkLine(ctx, command);
    const order = placedIn(execute(ctx, command));
    const { engine } = ctx;
    return {
      status: 201,
      body: orderResource(order, { state: engine.state, now: engine.now(), customer }),
    };
  },
});

function placedIn(events: readonly DomainEvent[]) {
  const placed = events.find((event) => event.type === 'OrderPlaced');
  if (!placed) throw new Error('PlaceOrder was accepted without OrderPlaced');
  return placed.order;
}

/** Without a cart to keep it, the problem of the line is the refusal of the request. */
function checkLine(ctx: PartnerContext, command: PlaceOrder): void {
  const decision = ctx.engine.check(command);
  if (decision.ok || decision.error.code !== 'cartLinesInvalid') return;
  for (const { problem } of decision.error.problems) {
    const [status, code] = lineCodes[problem.code];
    refuseWith(commerceFault(status, code, lineProblemText(problem)));
  }
}

const lineCodes: Readonly<Record<CartLineProblem['code'], readonly [status: number, code: number]>> = {
  catalogItemUnknown: [400, 800004],
  availabilityNotCurrent: [404, 400019],
  notSoldInCountry: [400, 800070],
  currencyNotSupported: [400, 900169],
  participantsNotSupported: [400, 800098],
  sandboxLimitExceeded: [400, 800018],
  seatsExceeded: [403, 800067],
  attestationMissing: [400, 900203],
  quantityOutOfRange: [400, 900275],
  renewsToNotSupported: [403, 800028],
  billingPlanNotSupported: [403, 800028],
};
