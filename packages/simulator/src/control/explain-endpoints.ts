import {
  type Engine,
  type Explanation,
  explainInvoice,
  explainLine,
  explainSubscription,
  readPast,
} from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { type WorldContext, worldEndpoint, worldQuery } from './control-api.ts';
import { explanationView, explanationViewOf } from './explanation-view.ts';
import { type ControlProblem, notThere } from './problem.ts';

const tag = 'Explanations';
const params = z.object({ id: z.string() });
const replies = { 200: { description: 'Why it is so, in words.', schema: explanationView } };

/** What an endpoint explains, and what it says when there is no such thing. */
interface Subject {
  readonly explain: (id: string, engine: Engine) => Explanation | undefined;
  readonly code: string;
  readonly name: string;
}

const located =
  ({ explain, code, name }: Subject) =>
  ({ world: { engine } }: WorldContext, { id }: { readonly id: string }): Explanation =>
    explain(id, engine) ?? refuse<ControlProblem>(notThere(code, `there is no ${name} ${id}`));

/** CTL-60: why a subscription is in its state. */
export const explainSubscriptionEndpoint = worldEndpoint({
  contract: {
    id: 'CTL-60',
    method: 'get',
    path: '/_sim/explain/subscriptions/:id',
    summary: 'Why a subscription is in its state: what happened, how it stands, what comes next',
    source: 'marketsim',
    tag,
    params,
    query: worldQuery,
    refusals: [{ status: 404, code: 'subscriptionNotFound', when: 'there is no such subscription' }],
    replies,
  },
  locate: located({
    explain: (id, engine) => explainSubscription(id, readPast(engine, id)),
    code: 'subscriptionNotFound',
    name: 'subscription',
  }),
  handle: ({ found }) => ({ status: 200, body: explanationViewOf(found) }),
});

/** CTL-61: why a line of the ledger has its amount. */
export const explainLineEndpoint = worldEndpoint({
  contract: {
    id: 'CTL-61',
    method: 'get',
    path: '/_sim/explain/lines/:id',
    summary: 'Why a line of the ledger has its amount; the id with its slashes percent-encoded',
    source: 'BIL-32',
    tag,
    params,
    query: worldQuery,
    refusals: [{ status: 404, code: 'lineNotFound', when: 'there is no such line' }],
    replies,
  },
  locate: located({
    explain: (id, engine) => {
      const line = engine.state.ledger.charge(id);
      return line && explainLine(id, readPast(engine, line.subscriptionId));
    },
    code: 'lineNotFound',
    name: 'line',
  }),
  handle: ({ found }) => ({ status: 200, body: explanationViewOf(found) }),
});

/** CTL-62: why an invoice has its total. */
export const explainInvoiceEndpoint = worldEndpoint({
  contract: {
    id: 'CTL-62',
    method: 'get',
    path: '/_sim/explain/invoices/:id',
    summary: 'Why an invoice has its total, and how it stands',
    source: 'BIL-13',
    tag,
    params,
    query: worldQuery,
    refusals: [{ status: 404, code: 'invoiceNotFound', when: 'there is no such invoice' }],
    replies,
  },
  locate: located({ explain: explainInvoice, code: 'invoiceNotFound', name: 'invoice' }),
  handle: ({ found }) => ({ status: 200, body: explanationViewOf(found) }),
});
