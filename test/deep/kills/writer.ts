/** A reply that a caller has in its hands: from then on what it tells has happened. */
interface Reply {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are whatever came over the wire
  readonly body: any;
}

/** A call that can be made again, and what was replied. */
interface Repeatable {
  readonly path: string;
  readonly body: string;
  readonly requestId: string;
  readonly reply: Pick<Reply, 'status' | 'text'>;
}

/** What a value may be: the last that was acknowledged, or one that was asked for since and got no reply. */
interface Expected<T> {
  sure: T;
  readonly possible: T[];
}

/** What a caller knows of a subscription of its own. */
export interface Owned {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly name: Expected<string>;
  readonly quantity: Expected<number>;
}

/** What one caller was told so far. */
export interface Known {
  readonly repeatables: Repeatable[];
  readonly owned: Owned[];
}

/** A plan that is bought, and for whom. */
export interface Market {
  readonly customerId: string;
  readonly catalogItemId: string;
  readonly planId: string;
}

const agent = { authorization: 'Bearer dev-admin-agent', 'content-type': 'application/json' };
const isv = { authorization: 'Bearer dev-publisher', 'content-type': 'application/json' };
const version = 'api-version=2018-08-31';

/** Calls a simulator; rejects when it is gone, or answers with an error. */
export async function call(url: string, method: string, options: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, { headers: agent, method, ...options });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text) };
}

/** A partner buys five seats by the month. */
export async function buy(base: string, known: Known, market: Market): Promise<Owned> {
  const path = `/v1/customers/${market.customerId}/carts`;
  const requestId = crypto.randomUUID();
  const line = {
    id: 0,
    catalogItemId: market.catalogItemId,
    quantity: 5,
    billingCycle: 'monthly',
    termDuration: 'P1M',
  };
  const body = JSON.stringify({ lineItems: [line] });
  const cart = await call(base + path, 'POST', { headers: { ...agent, 'ms-requestid': requestId }, body });
  known.repeatables.push({ path, body, requestId, reply: cart });
  const { orders } = (await call(`${base}${path}/${cart.body.id}/checkout`, 'POST')).body;
  const { subscriptionId } = orders[0].lineItems[0];
  const owned: Owned = {
    ...{ customerId: market.customerId, subscriptionId },
    name: { sure: '', possible: [] },
    quantity: { sure: 5, possible: [] },
  };
  known.owned.push(owned);
  return owned;
}

/** The publisher activates them. */
export async function setUp(
  base: string,
  { customerId, subscriptionId }: Owned,
  market: Market,
): Promise<void> {
  const links = `${base}/v1/customers/${customerId}/subscriptions/${subscriptionId}/activationlinks`;
  const { items } = (await call(links, 'GET')).body;
  const token = new URL(items[0].link.uri).searchParams.get('token') ?? '';
  const saas = `${base}/api/saas/subscriptions`;
  await call(`${saas}/resolve?${version}`, 'POST', { headers: { ...isv, 'x-ms-marketplace-token': token } });
  const body = JSON.stringify({ planId: market.planId, quantity: 5 });
  await call(`${saas}/${subscriptionId}/activate?${version}`, 'POST', { headers: isv, body });
}

async function change<T>(
  base: string,
  { customerId, subscriptionId }: Owned,
  { member, expected, value }: { readonly member: string; readonly expected: Expected<T>; readonly value: T },
): Promise<void> {
  expected.possible.push(value);
  const body = JSON.stringify({ [member]: value });
  const url = `${base}/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
  const { status } = await call(url, 'PATCH', { body });
  // With 202 the publisher has not spoken yet.
  if (status !== 200) return;
  expected.sure = value;
  expected.possible.length = 0;
}

/** Buys, sets up, renames and changes until the simulator is gone; `acknowledged` is called after each write. */
export async function write(
  base: string,
  market: Market,
  known: Known,
  acknowledged: () => void,
): Promise<void> {
  try {
    for (;;) {
      const owned = await buy(base, known, market);
      acknowledged();
      await setUp(base, owned, market);
      for (let n = 1; n <= 4; n++) {
        await change(base, owned, { member: 'friendlyName', expected: owned.name, value: `name ${n}` });
        acknowledged();
      }
      await change(base, owned, { member: 'quantity', expected: owned.quantity, value: 7 });
      acknowledged();
    }
  } catch (error) {
    // A simulator that is gone answers nothing; what it does answer must be right.
    if (!(error instanceof TypeError)) throw error;
  }
}
