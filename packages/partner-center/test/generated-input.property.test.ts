import type { Contract } from '@marketsim/http';
import { commonTo } from '@marketsim/http/fidelity';
import { bodyTexts, misfits, placesOf, textMisfits, withAt } from '@marketsim/http/mutations';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { endpoints } from '../src/endpoints.ts';
import { commonRefusals } from '../src/refusals.ts';
import { agreementProblemSchema, problemSchema } from '../src/render.ts';
import { call, filled } from './support/calls.ts';
import { bodies, oneOfEverything, queryOf } from './support/samples.ts';
import { simulation } from './support/simulation.ts';

interface Asked {
  /** In the place of what the path otherwise names. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** Sends to one endpoint of a world of its own, and holds every refusal to its form; that it changes nothing is held of all. */
async function prober({ id, method, path }: (typeof endpoints)[number]['contract']) {
  const sim = simulation();
  const everything = await oneOfEverything(sim);
  const answers = new Map<string, number>();
  const codes = new Set<number>();
  let sent = 0;
  const probe = async ({ params, query = {}, headers = {}, text }: Asked): Promise<void> => {
    const address = filled(path, { ...everything, ...params });
    const request = call(sim, 'global@direct', method, address).query(query);
    if (id === 'CUS-6.replace') request.set('If-Match', '*');
    request.set(headers);
    sent += 1;
    const fresh = text?.replaceAll('unique', `n${sent}`);
    if (fresh !== undefined) request.set('Content-Type', 'application/json').send(fresh);
    const { status, body } = await request;
    const shown = `${id} ${address} ${JSON.stringify(query)} ${text?.slice(0, 300)}`;
    expect(status, shown).toBeLessThan(500);
    answers.set(`${status}`, (answers.get(`${status}`) ?? 0) + 1);
    if (status >= 400) {
      codes.add(body.code);
      if (method !== 'head')
        expect(problemSchema.or(agreementProblemSchema).safeParse(body).error).toBeUndefined();
    }
  };
  return { probe, answers, codes };
}

/** Values of headers, which hold no line breaks and nothing beyond Latin letters. */
const headerMisfits = [
  ...['', ' ', '*', '"', '""', 'W/"x"', 'x', 'x,y', '-1', 'MTA=', '====', 'é', '\\', 'y'.repeat(3000)],
  Buffer.from('{"id":"x","version":1e999}').toString('base64'),
];

const coverage: string[] = [];

/** What a query can be refused with, by its shape and by the way in which pages are read. */
function ofQueries({ body, ...contract }: Contract): number[] {
  if (body !== undefined) return [];
  const documented = commonTo(contract, commonRefusals).map(({ code }) => code);
  const isSeek = 'seekOperation' in contract.query.shape;
  return [...[3000, 900126].filter((code) => documented.includes(code)), ...(isSeek ? [800042] : [])];
}

const contracts = endpoints.map(({ contract }) => contract);
const withBody = contracts.flatMap((contract) =>
  contract.body ? [{ id: contract.id, contract, body: contract.body }] : [],
);

afterAll(() => console.log(`Places that were mutated, and the answers:\n${coverage.join('\n')}`));

describe('no input brings down an endpoint, and what is refused changes nothing', () => {
  test.each(withBody)('the body of $id', async ({ contract, body }) => {
    const { probe, answers } = await prober(contract);
    const sample = bodies[contract.id];
    const query = queryOf(contract);
    const send = (text: string) => probe({ query, text });
    await send(JSON.stringify(sample));
    expect([...answers.keys()]).toEqual([expect.stringMatching(/^2/)]);
    const places = placesOf(body, sample);
    for (const place of places) {
      for (const misfit of misfits) await send(JSON.stringify(withAt(sample, place, misfit)));
    }
    for (const text of bodyTexts) await send(text);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom([], ...places), fc.jsonValue({ maxDepth: 3 }), (place, value) =>
        send(JSON.stringify(withAt(sample, place, value))),
      ),
      { numRuns: 30, seed: 1 },
    );
    coverage.push(line(contract.id, places.length, answers));
  });

  test.each(contracts.filter(({ query }) => Object.keys(query.shape).length > 0))(
    'the query of $id',
    async (contract) => {
      const { probe, answers, codes } = await prober(contract);
      const names = Object.keys(contract.query.shape);
      const whole = queryOf(contract);
      const body = bodies[contract.id];
      const rest = body === undefined ? {} : { text: JSON.stringify(body) };
      await probe({ query: whole, ...rest });
      expect([...answers.keys()]).toEqual([expect.stringMatching(/^2/)]);
      for (const name of names) {
        const { [name]: _, ...others } = whole;
        await probe({ query: others, ...rest });
        for (const value of textMisfits)
          await probe({ query: { ...others, [name.toUpperCase()]: value }, ...rest });
      }
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), fc.string({ unit: 'grapheme' }), (name, value) =>
          probe({ query: { ...whole, [name]: value }, ...rest }),
        ),
        { numRuns: 10, seed: 1 },
      );
      coverage.push(line(`${contract.id} query`, names.length, answers));
      expect([...codes]).toEqual(expect.arrayContaining(ofQueries(contract)));
    },
  );

  test.each(contracts.filter(({ headers }) => headers !== undefined))(
    'the headers of $id',
    async (contract) => {
      const { probe, answers } = await prober(contract);
      const names = ['MS-RequestId', 'MS-CorrelationId', 'X-Locale', ...Object.keys(contract.headers ?? {})];
      const query = queryOf(contract);
      const next = 'seekOperation' in contract.query.shape ? { seekOperation: 'Next' } : {};
      for (const name of names) {
        for (const value of headerMisfits) {
          const text = contract.body && JSON.stringify(bodies[contract.id]);
          await probe({
            query: { ...query, ...next },
            headers: { [name]: value },
            ...(text !== undefined && { text }),
          });
        }
      }
      coverage.push(line(`${contract.id} headers`, names.length, answers));
    },
  );

  test.each(contracts.filter(({ params }) => Object.keys(params.shape).length > 0))(
    'the path of $id',
    async (contract) => {
      const { probe, answers } = await prober(contract);
      const names = Object.keys(contract.params.shape);
      const rest = { query: queryOf(contract) };
      for (const name of names) {
        for (const value of textMisfits) await probe({ params: { [name]: value }, ...rest });
      }
      coverage.push(line(`${contract.id} path`, names.length, answers));
    },
  );
});

function line(what: string, places: number, answers: ReadonlyMap<string, number>): string {
  const counts = [...answers].toSorted().map(([status, count]) => `${status} ${count}x`);
  return `${what}: ${places} places; ${counts.join(', ')}`;
}
