import { hash } from 'node:crypto';
import { bodyTexts, misfits, placesOf, textMisfits, withAt } from '@marketsim/http/mutations';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoints } from '../src/endpoints.ts';
import { metered } from './support/metered.ts';

const version = '2018-08-31';

/** A world with something for each endpoint to be about, and with bodies that those that take one accept. */
function furnished() {
  const made = metered({ 'activation.body': 'validate' });
  const own = made.buyDirect();
  made.change(own, { type: 'ConfirmActivation' });
  const pending = made.buy();
  const asked = made.buyActive();
  const [opened] = made
    .change(asked, { type: 'SetQuantity', quantity: 15 })
    .flatMap((event) => (event.type === 'OperationOpened' ? event.operation.id : []));
  const event = made.event({ quantity: 37.5 });
  const subscriptions: Readonly<Record<string, string>> = {
    ...{ S5: pending, S6: own, S8: own, O1: asked, O2: asked, O3: asked },
  };
  const bodies: Readonly<Record<string, unknown>> = {
    S5: { planId: 'crew', quantity: 10 },
    S6: { quantity: 12 },
    O3: { status: 'Failure', planId: 'crew', quantity: 15 },
    M1: event,
    M2: { request: [event, made.event({ effectiveStartTime: '2026-01-31T09:30:00Z' })] },
  };
  const token = made.token(made.buy());
  return { made, subscriptions, operation: opened ?? '', bodies, token };
}

interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** Sends to one endpoint of a world of its own. What its contract does not declare ends the test (`api`). */
function prober({ id, method, path }: (typeof endpoints)[number]['contract']) {
  const { made, subscriptions, operation, bodies, token } = furnished();
  const stateOf = () => hash('sha256', JSON.stringify(made.engine.checkpoint()));
  const answers = new Map<number, number>();
  let state = stateOf();
  const probe = async ({ params = {}, query = {}, text }: Asked): Promise<number> => {
    const names = { subscriptionId: subscriptions[id] ?? made.id, operationId: operation, ...params };
    const address = path.replaceAll(/:(\w+)/g, (whole, name: keyof typeof names) =>
      encodeURIComponent(names[name] ?? whole),
    );
    const call = made.raw(method, address).query({ 'api-version': version, ...query });
    call.set('authorization', 'Bearer harbour').set('x-ms-marketplace-token', token);
    if (text !== undefined) call.set('Content-Type', 'application/json').send(text);
    const { status } = await call;
    const after = stateOf();
    const shown = `${id} ${address} ${JSON.stringify(query)} ${text?.slice(0, 300)}`;
    expect(status, shown).toBeLessThan(500);
    if (status >= 400) expect(after, shown).toBe(state);
    state = after;
    answers.set(status, (answers.get(status) ?? 0) + 1);
    return status;
  };
  return { probe, answers, body: bodies[id] };
}

const contracts = endpoints.map(({ contract }) => contract);
const queryOf = (id: string): Readonly<Record<string, string>> =>
  id === 'M3' ? { usageStartDate: '2026-01-31' } : {};
const takesBody = ['S5', 'S6', 'O3', 'M1', 'M2'];
/** The body of an activation is in no contract: the world decides whether it is read. */
const anyBody = z.unknown();
const coverage: string[] = [];

afterAll(() => console.log(`Places that were mutated, and the answers:\n${coverage.join('\n')}`));

function cover(what: string, places: number, answers: ReadonlyMap<number, number>): void {
  const counts = [...answers].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status} ${count}x`);
  coverage.push(`${what}: ${places} places; ${counts.join(', ')}`);
}

describe('no input brings down an endpoint, and what is refused changes nothing', () => {
  test.each(contracts)('$id takes what is asked as it should be', async (contract) => {
    const { probe, body } = prober(contract);
    const query = queryOf(contract.id);
    const text = body === undefined ? {} : { text: JSON.stringify(body) };
    expect(await probe({ query, ...text })).toBeLessThan(300);
  });

  test.each(contracts.filter(({ id }) => takesBody.includes(id)))('the body of $id', async (contract) => {
    const { probe, answers, body } = prober(contract);
    const places = placesOf(contract.body ?? anyBody, body);
    for (const place of places) {
      for (const misfit of misfits) await probe({ text: JSON.stringify(withAt(body, place, misfit)) });
    }
    for (const text of bodyTexts) await probe({ text });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom([], ...places),
        fc.jsonValue({ maxDepth: 3 }),
        async (place, value) => {
          await probe({ text: JSON.stringify(withAt(body, place, value)) });
        },
      ),
      { numRuns: 30, seed: 1 },
    );
    cover(contract.id, places.length, answers);
  });

  test.each(contracts)('the query of $id', async (contract) => {
    const { probe, answers } = prober(contract);
    const names = Object.keys(contract.query.shape);
    for (const name of names) {
      for (const value of textMisfits) await probe({ query: { ...queryOf(contract.id), [name]: value } });
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.string({ unit: 'grapheme' }), async (name, value) => {
        await probe({ query: { ...queryOf(contract.id), [name]: value } });
      }),
      { numRuns: 10, seed: 1 },
    );
    cover(`${contract.id} query`, names.length, answers);
  });

  test.each(contracts.filter(({ params }) => Object.keys(params.shape).length > 0))(
    'the path of $id',
    async (contract) => {
      const { probe, answers } = prober(contract);
      const names = Object.keys(contract.params.shape);
      for (const name of names) {
        for (const value of textMisfits) if (value !== '') await probe({ params: { [name]: value } });
      }
      cover(`${contract.id} path`, names.length, answers);
    },
  );
});
