import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Simulator, type SimulatorOptions, startSimulator } from '@marketsim/simulator';
import { afterEach } from 'vitest';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of undo.splice(0).reverse()) await end();
});

/** A simulator of this test's own, closed after it. */
export async function simulated(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ checkReplies: true, stopWithin: 0, ...options });
  undo.push(() => simulator.close());
  return simulator;
}

/** A server of this test's own, closed after it; resolves to its address. */
export async function served(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('it does not listen');
  return `http://127.0.0.1:${address.port}`;
}

/** A publisher's webhook whose answers are the test's. */
export interface Webhook {
  readonly url: string;
  readonly actions: string[];
  readonly operationIds: string[];
  answer: (response: ServerResponse) => void | Promise<void>;
}

export async function webhook(): Promise<Webhook> {
  const [actions, operationIds]: [string[], string[]] = [[], []];
  const own = {
    actions,
    operationIds,
    answer: (response: ServerResponse): void | Promise<void> => void response.end(),
  };
  const server = createServer(async (request, response) => {
    const { action, id } = JSON.parse(await text(request));
    actions.push(action);
    operationIds.push(id);
    await own.answer(response);
  });
  const url = await served(server);
  return Object.assign(own, { url: `${url}/webhook` });
}

const version = 'api-version=2018-08-31';

/** Ten active licences by the month of an own publisher app. */
export interface Sale {
  readonly subscriptionId: string;
  /** The partner asks for another quantity; resolves to the status of the answer. */
  setQuantity(quantity: number): Promise<number>;
}

/** A simulator in which they were sold. */
export interface Sold extends Sale {
  readonly simulator: Simulator;
  readonly url: string;
}

export async function sold(webhookUrl: string, options: SimulatorOptions = {}): Promise<Sold> {
  const simulator = await simulated({ ownPublisher: { webhookUrl }, ...options });
  const { url } = simulator;
  return { simulator, url, ...(await saleAt(url)) };
}

/** Sells them to the first customer of a simulator. */
export async function saleAt(url: string): Promise<Sale> {
  const call = async (method: string, path: string, who: string, body?: unknown) => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer dev-${who}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const told = await response.text();
    return { status: response.status, body: told === '' ? undefined : JSON.parse(told) };
  };
  const agent = (method: string, path: string, body?: unknown) => call(method, path, 'admin-agent', body);
  const { body: customers } = await agent('GET', '/v1/customers');
  const at = `/v1/customers/${customers.items[0].id}`;
  const { body: catalog } = await agent('GET', '/_sim/catalog');
  const { catalogItemId } = catalog.offers[0].plans[0];
  const line = { catalogItemId, quantity: 10, billingCycle: 'monthly', termDuration: 'P1M' };
  const { body: cart } = await agent('POST', `${at}/carts`, { lineItems: [line] });
  const { body: checkout } = await agent('POST', `${at}/carts/${cart.id}/checkout`);
  const { subscriptionId } = checkout.orders[0].lineItems[0];
  await call('POST', `/api/saas/subscriptions/${subscriptionId}/activate?${version}`, 'publisher');
  return {
    subscriptionId,
    setQuantity: async (quantity) =>
      (await agent('PATCH', `${at}/subscriptions/${subscriptionId}`, { quantity })).status,
  };
}
