import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import {
  type Command,
  createEngine,
  type Engine,
  instant,
  resolveSettings,
  type SettingOverrides,
} from '@marketsim/core';
import {
  type Intercept,
  memoryReceipts,
  mount,
  type Outbox,
  quietOutbox,
  type RequestRecord,
  type World,
} from '@marketsim/http';
import { commonTo, observer } from '@marketsim/http/fidelity';
import express from 'express';
import supertest from 'supertest';
import { afterEach, expect } from 'vitest';
import type { PartnerContext } from '../../src/context.ts';
import { endpoints as all } from '../../src/endpoints.ts';
import { partnerCenter } from '../../src/index.ts';
import { commonRefusals } from '../../src/refusals.ts';
import { departure } from './documented.ts';
import { agreedAt, customers, offers, partners, publishers } from './fixtures.ts';
import { gateOf } from './gate.ts';

const surprises: unknown[] = [];
const observe = observer(resolve(import.meta.dirname, '../../reports/observed'));

/** Failures of ours, answers that depart from the OpenAPI document, and refusals that no contract declares. */
afterEach(() => {
  expect(surprises.splice(0)).toEqual([]);
});

function note(record: RequestRecord): void {
  observe(record);
  const { contractId, status, code, error } = record;
  if (error !== undefined) surprises.push(error);
  const departs = departure(record);
  if (departs !== undefined) surprises.push(departs);
  if (status < 400 || contractId === undefined || code === undefined) return;
  const found = all.find(({ contract }) => contract.id === contractId);
  const refusals = found ? [...found.contract.refusals, ...commonTo(found.contract, commonRefusals)] : [];
  const declared = refusals.some((each) => each.status === status && each.code === code);
  if (!declared) surprises.push(`${contractId} answered an undeclared ${status}/${code}`);
}

export type Simulation = {
  readonly engine: Engine;
  /** Requests with a token; the direct partner's admin agent by default. */
  as(who?: string): ReturnType<typeof caller>;
  /** Requests without a token. */
  readonly bare: ReturnType<typeof supertest>;
  run(command: Command): void;
  advance(to: string): void;
  /** Lets real time pass, by which callers are throttled. */
  pass(ms: number): void;
};

interface Surroundings {
  readonly intercept?: Intercept<PartnerContext>;
  /** What happens while a partner waits for a publisher. */
  settled?(engine: Engine): Outbox['settled'];
  /** What happens while a caller waits in real time. */
  readonly pause?: (ms: number) => Promise<void>;
  readonly durable?: World['durable'];
}

/** A hash of everything that a world knows. */
const stateOf = (engine: Engine): string => hash('sha256', JSON.stringify(engine.checkpoint()));

/** Refusals that change the state which they found are surprises. */
const watched =
  (engine: Engine): express.RequestHandler =>
  ({ method, url }, res, next) => {
    const before = stateOf(engine);
    res.once('finish', () => {
      if (res.statusCode < 400 || stateOf(engine) === before) return;
      surprises.push(`${method} ${url} was refused with ${res.statusCode} and changed the state`);
    });
    next();
  };

const caller = (app: express.Express, who: string) =>
  supertest.agent(app).set('Authorization', `Bearer ${who}`);

/** A world with the fixtures' partners, customers and catalog, behind the mounted API. */
export function simulation(
  settings: SettingOverrides = {},
  { intercept, settled, pause, durable = () => undefined }: Surroundings = {},
): Simulation {
  const engine = createEngine({ settings: resolveSettings({ settings }) });
  const run = (command: Command): void => {
    const outcome = engine.execute(command);
    if (!outcome.ok) throw new Error(`${command.type}: ${JSON.stringify(outcome.error)}`);
  };
  populate(run);
  const world: World = {
    name: 'default',
    engine,
    receipts: memoryReceipts(),
    durable,
    enter: () => undefined,
    outbox: { ...quietOutbox(engine), ...(settled && { settled: settled(engine) }) },
  };
  let wall = 0;
  const { api, endpoints } = partnerCenter({
    gate: gateOf(world),
    wallClock: () => wall,
    ...(intercept && { intercept }),
    ...(pause && { pause }),
  });
  const app = express();
  // What happens meanwhile is not the work of the request.
  if (!settled) app.use(watched(engine));
  app.use(mount(api, endpoints, { checkReplies: true, onFinished: note }));
  return {
    engine,
    run,
    as: (who = 'admin@direct') => caller(app, who),
    bare: supertest(app),
    pass: (ms) => {
      wall += ms;
    },
    advance: (to) => {
      expect(engine.advanceTo(instant(to)).ok).toBe(true);
    },
  };
}

function populate(run: (command: Command) => void): void {
  for (const partner of partners) run({ type: 'RegisterPartner', partner });
  for (const publisher of publishers) run({ type: 'RegisterPublisher', publisher });
  for (const offer of offers) run({ type: 'PublishOffer', offer });
  for (const { id, partnerId, profile, agreed } of customers) {
    run({ type: 'CreateCustomer', partnerId, profile, tenantId: id });
    if (agreed) {
      run({
        type: 'ConfirmAgreement',
        customerId: id,
        templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
        primaryContact: { firstName: 'Ana', lastName: 'Okafor', email: 'ana@customer.example' },
        dateAgreed: agreedAt,
        userId: partnerId,
      });
    }
  }
}

/** Asserts that what `act` does leaves the world's history as it is. */
export async function expectNoEvents(sim: Simulation, act: () => Promise<unknown>): Promise<void> {
  const before = sim.engine.seq();
  await act();
  expect(sim.engine.events(before)).toEqual([]);
}

/** The envelope of a refusal, whatever its words. */
export const envelope = (code: number) => ({
  code,
  description: expect.stringMatching(/./),
  data: expect.any(Array),
  source: expect.stringMatching(/^Partner/),
});
