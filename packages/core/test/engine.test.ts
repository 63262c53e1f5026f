import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createEngine,
  createIds,
  type DeliveryResult,
  instant,
  memoryLog,
  plusMs,
  resolveSettings,
  type SubscriptionChange,
} from '../src/index.ts';
import { createQueue } from '../src/queue.ts';
import { accepted, aStory, refused, type Story } from './support/story.ts';

const hour = 3_600_000;

type Step = { readonly wait: number } | { readonly change: SubscriptionChange };

/** Waits end near the edges that matter: window, month and term ends, the invoice run (GEN-03). */
const edges = [
  0,
  1,
  hour,
  24 * hour - 1,
  24 * hour,
  17 * 24 * hour,
  30 * 24 * hour,
  31 * 24 * hour,
  90 * 24 * hour,
];
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...edges).map((wait) => ({ wait })) },
    {
      weight: 5,
      arbitrary: fc
        .oneof(
          fc.integer({ min: 0, max: 20 }).map((quantity) => ({ type: 'SetQuantity', quantity }) as const),
          fc.boolean().map((autoRenew) => ({ type: 'SetAutoRenew', autoRenew }) as const),
          fc.constantFrom('Cancel', 'Suspend', 'Reactivate').map((type) => ({ type }) as const),
          fc.constantFrom('fx-m', 'fx-g', 'fx-t2').map((planId) => ({ type: 'ChangePlan', planId }) as const),
          fc.constant({ type: 'AssignLicenses', count: 10 } as const),
          fc.constant({ type: 'ConfirmActivation' } as const),
          fc.constantFrom('a', '').map((friendlyName) => ({ type: 'SetNickname', friendlyName }) as const),
        )
        .map((change) => ({ change })),
    },
  ),
  { maxLength: 25 },
);

const plan = fc.constantFrom('FX-M', 'FX-A', 'FX-T', 'FX-Y', 'FX-F' as const);
const profileName = fc.constantFrom(
  'seed',
  'seed-2020',
  'activation-2020',
  'interim-2022',
  'current',
  'nce-7d' as const,
);
const asks = fc.boolean();
const webhook = fc.constantFrom(undefined, 'accepted', 'refused', 'exhausted' as const);

interface Run {
  readonly steps: readonly Step[];
  readonly plan: 'FX-M' | 'FX-A' | 'FX-T' | 'FX-Y' | 'FX-F';
  readonly profile: 'seed' | 'seed-2020' | 'activation-2020' | 'interim-2022' | 'current' | 'nce-7d';
  readonly asks: boolean;
  /** How webhooks are answered at once; undefined: there is none. */
  readonly webhook: DeliveryResult | undefined;
}
const runs: fc.Arbitrary<Run> = fc
  .record({ steps, plan, profile: profileName, asks, webhook })
  .filter((run) => !(run.plan === 'FX-Y' && ['seed-2020', 'activation-2020'].includes(run.profile)));

function play(
  run: Run,
  { split = false, skipRefused = false } = {},
): { readonly story: Story; readonly id: string } {
  const offer = run.webhook === undefined ? {} : { webhookUrl: 'https://contosoharbor.example/webhook' };
  const story = aStory({ profile: run.profile, publisher: { answersOperations: run.asks }, offer });
  const id = story.buy(run.plan, 10);
  for (const step of run.steps) {
    deliver(story, run.webhook);
    if ('change' in step) {
      const trial = skipRefused ? story.engine.seq() : 0;
      const outcome = story.change(id, step.change);
      if (!outcome.ok && skipRefused) expect(story.engine.seq()).toBe(trial);
      continue;
    }
    const to = plusMs(story.engine.now(), step.wait);
    if (split) accepted(story.engine.advanceTo(plusMs(story.engine.now(), Math.floor(step.wait / 3))));
    accepted(story.engine.advanceTo(to));
  }
  return { story, id };
}

function deliver(story: Story, result: DeliveryResult | undefined): void {
  for (const { id, subscriptionId } of [...story.engine.state.deliveriesAhead.values()]) {
    accepted(
      story.change(subscriptionId, { type: 'RecordDelivery', deliveryId: id, result: result ?? 'accepted' }),
    );
  }
}

const facts = (story: Story) =>
  story.engine
    .events()
    .filter(({ type }) => type !== 'ClockAdvanced')
    .map(({ seq: _, ...event }) => event);

describe('GEN-03, GEN-04: the clock', () => {
  it('never goes back', () => {
    const { engine } = aStory();
    expect(refused(engine.advanceTo(instant('2020-07-14T09:59:59.999Z')))).toBe('clockBackwards');
  });

  it('INV-58: a jump is the same as two', () => {
    fc.assert(
      fc.property(runs, (run) => {
        expect(facts(play(run, { split: true }).story)).toEqual(facts(play(run).story));
      }),
      { numRuns: 60 },
    );
  });

  it('INV-67: instants never fall, and numbers never skip', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const events = play(run).story.engine.events();
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
        expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
      }),
      { numRuns: 60 },
    );
  });
});

describe('check', () => {
  it('tells what a command would be answered, and does nothing', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    const told = (change: SubscriptionChange) =>
      story.engine.check({ type: 'ChangeSubscription', subscriptionId: id, changes: [change] });
    const before = story.engine.seq();
    expect(told({ type: 'Cancel' })).toEqual({ ok: true, value: undefined });
    expect(refused(told({ type: 'Suspend' }))).toBe('notWhilePending');
    expect(story.engine.seq()).toBe(before);
  });
});

describe('GEN-06: sameness', () => {
  it('INV-60: the same seed and commands give the same bytes, another seed others', () => {
    fc.assert(
      fc.property(runs, (run) => {
        expect(JSON.stringify(play(run).story.engine.events())).toBe(
          JSON.stringify(play(run).story.engine.events()),
        );
      }),
      { numRuns: 40 },
    );
    const [a, b] = [aStory({ seed: 1 }), aStory({ seed: 2 })];
    expect(a.buy('FX-M')).not.toBe(b.buy('FX-M'));
  });

  it('ids are well-formed GUIDs that depend on every part', () => {
    const ids = createIds(1, 'w');
    const guid = ids.guid('a', 'b', 1);
    expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const others = [
      ids.guid('a', 'b', 2),
      ids.guid('ab', '', 1),
      createIds(2, 'w').guid('a', 'b', 1),
      createIds(1, 'v').guid('a', 'b', 1),
    ];
    expect(new Set([guid, ...others]).size).toBe(5);
  });

  it('a hundred thousand ids are different', () => {
    const ids = createIds(1, 'w');
    expect(new Set(Array.from({ length: 100_000 }, (_, n) => ids.guid('s', n))).size).toBe(100_000);
  });
});

describe('the log', () => {
  it('replayed, it gives the same world, which goes on in the same way', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const { story, id } = play(run);
        const { engine } = story;
        const settings = resolveSettings({ profile: run.profile });
        const log = memoryLog(structuredClone(engine.log.entries()));
        const again = createEngine({ startsAt: engine.startsAt, settings, log });
        expect(again.now()).toBe(engine.now());
        const later = plusMs(engine.now(), 100 * 24 * hour);
        accepted(engine.advanceTo(later));
        accepted(again.advanceTo(later));
        expect(again.events()).toEqual(engine.events());
        expect(again.state.subscriptions.get(id)).toEqual(engine.state.subscriptions.get(id));
        expect(again.state.ledger.charges).toEqual(engine.state.ledger.charges);
      }),
      { numRuns: 60 },
    );
  });

  it('a run interrupted between two pieces of due work at one instant is finished after the replay', () => {
    const story = aStory({ startsAt: '2020-07-08T00:00:00Z' });
    story.activate(story.buy('FX-M')).at('2020-08-08T00:00:00Z');
    const whole = story.engine.events();
    const cut = whole.findIndex(({ type }) => type === 'TermStarted') + 3;
    const again = createEngine({ startsAt: story.engine.startsAt, log: memoryLog(whole.slice(0, cut)) });
    accepted(again.advanceTo(instant('2020-08-08T00:00:00Z')));
    expect(again.state.ledger.invoices.size).toBe(story.engine.state.ledger.invoices.size);
  });

  it('remembers where the clock stood, also when the work due there led to nothing', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    story.activate(id).at('2020-08-13T10:00:00Z');
    const again = createEngine({
      startsAt: story.engine.startsAt,
      log: memoryLog(story.engine.log.entries()),
    });
    expect(again.now()).toBe('2020-08-13T10:00:00.000Z');
  });

  it('a failing log leaves the state as it was', () => {
    const log = memoryLog();
    const story = aStory({ log });
    const broken = {
      ...log,
      append: () => {
        throw new Error('disk full');
      },
    };
    const engine = createEngine({ log: broken, startsAt: story.engine.startsAt });
    const before = engine.state.subscriptions.size;
    expect(() => engine.execute({ type: 'ChangeSetting', name: 'invoice.day', value: 9 })).toThrow(
      'disk full',
    );
    expect(engine.state.settings['invoice.day']).toBe(8);
    expect(engine.state.subscriptions.size).toBe(before);
  });
});

describe('laws that hold in any order of commands', () => {
  it('INV-61: a refusal adds no fact', () => {
    fc.assert(
      fc.property(runs, (run) => void play(run, { skipRefused: true })),
      { numRuns: 100 },
    );
  });

  it('INV-20, INV-22, INV-29: no refund beyond its line, no net below zero, amount = unit x quantity', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const { story, id } = play(run);
        const { ledger } = story.engine.state;
        for (const charge of story.charges(id)) {
          expect(Math.abs(charge.amount)).toBe(charge.unitAmount * charge.quantity);
          if (!charge.parentId) expect(ledger.residual(charge)).toBeGreaterThanOrEqual(0);
        }
        expect(story.net(id)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });

  it('INV-30, INV-33: invoices and open accounts together hold every line once', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const { story } = play(run);
        const { ledger } = story.engine.state;
        const billed = [...ledger.invoices.values()];
        const amount = (ids: readonly string[]): number =>
          ids.reduce((sum, id) => sum + (ledger.charge(id)?.amount ?? Number.NaN), 0);
        for (const invoice of billed) expect(invoice.total).toBe(amount(invoice.chargeIds));
        const onInvoice = billed.flatMap(({ chargeIds }) => chargeIds);
        expect(new Set(onInvoice).size).toBe(onInvoice.length);
        const open = ledger.charges.filter(({ id }) => !ledger.invoiceOf(id));
        expect(onInvoice.length + open.length).toBe(ledger.charges.length);
      }),
      { numRuns: 100 },
    );
  });

  it('queue: smallest first, equal ones in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (values) => {
        const queue = createQueue<readonly [number, number]>(([a], [b]) => a - b);
        for (const [i, value] of values.entries()) queue.push([value, i]);
        const out: (readonly [number, number])[] = [];
        for (let next = queue.pop(); next; next = queue.pop()) out.push(next);
        expect(out).toEqual(values.map((value, i) => [value, i] as const).toSorted(([a], [b]) => a - b));
      }),
    );
  });
});
