import { describe, expect, it } from 'vitest';
import { type EngineState, type SubscriptionChange, stateOf } from '../src/index.ts';
import { transitions } from '../src/subscription/transitions.ts';
import { accepted, aStory, type Story } from './support/story.ts';

type Told = { readonly story: Story; readonly id: string };

const bought = (plan: 'FX-M' | 'FX-T' = 'FX-M'): Told => {
  const story = aStory({ seller: 'provider' });
  return { story, id: story.buy(plan, 10) };
};
const then = ({ story, id }: Told, ...changes: SubscriptionChange[]): Told => {
  for (const change of changes) accepted(story.change(id, change));
  return { story, id };
};
const assign = { type: 'AssignLicenses', count: 10 } as const;
const confirm = { type: 'ConfirmActivation' } as const;
const off = { type: 'SetAutoRenew', autoRenew: false } as const;

/** A subscription in each state that these commands reach. */
const reach: Readonly<Partial<Record<EngineState, () => Told>>> = {
  PN: () => bought(),
  PL: () => then(bought(), assign),
  PC: () => then(bought(), confirm),
  TR: () => then(bought('FX-T'), assign, confirm),
  AC: () => then(bought(), assign, confirm),
  EN: () => then(bought(), assign, confirm, off),
  CA: () => then(bought(), assign, confirm, { type: 'Cancel' }),
  EX: () => {
    const told = then(bought(), assign, confirm, off);
    told.story.at('2020-08-14T00:00:00Z');
    return told;
  },
};

/** RB 14.1 in domain outcomes: the state after, or the refusal. Cancel is asked inside the window. */
const table: readonly (readonly [string, SubscriptionChange, Readonly<Record<string, string>>])[] = [
  [
    'GetActivationLink',
    { type: 'GetActivationLink' },
    {
      PN: 'PN',
      PL: 'PL',
      PC: 'PC',
      TR: 'TR',
      AC: 'AC',
      EN: 'EN',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
  [
    'ResolveToken',
    { type: 'ResolveToken' },
    { PN: 'PN', PL: 'PL', PC: 'PC', TR: 'TR', AC: 'AC', EN: 'EN', CA: 'CA', EX: 'EX' },
  ],
  [
    'AssignLicenses',
    assign,
    {
      PN: 'PL',
      PL: 'PL',
      PC: 'AC',
      TR: 'alreadyActive',
      AC: 'alreadyActive',
      EN: 'alreadyActive',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
  [
    'ConfirmActivation',
    confirm,
    {
      PN: 'PC',
      PL: 'AC',
      PC: 'PC',
      TR: 'alreadyActive',
      AC: 'alreadyActive',
      EN: 'alreadyActive',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
  [
    'SetNickname',
    { type: 'SetNickname', friendlyName: 'n' },
    {
      PN: 'PN',
      PL: 'PL',
      PC: 'PC',
      TR: 'TR',
      AC: 'AC',
      EN: 'EN',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
  [
    'SetReseller',
    { type: 'SetReseller', mpnId: '4847383' },
    {
      PN: 'PN',
      PL: 'PL',
      PC: 'PC',
      TR: 'TR',
      AC: 'AC',
      EN: 'EN',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
  [
    'SetQuantity up',
    { type: 'SetQuantity', quantity: 11 },
    {
      PN: 'notWhilePending',
      PL: 'notWhilePending',
      PC: 'notWhilePending',
      TR: 'TR',
      AC: 'AC',
      EN: 'EN',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
  [
    'SetQuantity down',
    { type: 'SetQuantity', quantity: 9 },
    {
      PN: 'notWhilePending',
      PL: 'notWhilePending',
      PC: 'notWhilePending',
      TR: 'TR',
      AC: 'AC',
      EN: 'EN',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
  [
    'AcknowledgeOperation',
    { type: 'AcknowledgeOperation', operationId: 'none', result: 'Success' },
    {
      PN: 'operationNotFound',
      PL: 'operationNotFound',
      PC: 'operationNotFound',
      TR: 'operationNotFound',
      AC: 'operationNotFound',
      EN: 'operationNotFound',
      CA: 'operationNotFound',
      EX: 'operationNotFound',
    },
  ],
  [
    'Cancel',
    { type: 'Cancel' },
    {
      PN: 'CA',
      PL: 'CA',
      PC: 'CA',
      TR: 'CA',
      AC: 'CA',
      EN: 'CA',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
  [
    'SetAutoRenew(false)',
    off,
    {
      PN: 'notWhilePending',
      PL: 'notWhilePending',
      PC: 'notWhilePending',
      TR: 'TR',
      AC: 'EN',
      EN: 'EN',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
  [
    'SetAutoRenew(true)',
    { type: 'SetAutoRenew', autoRenew: true },
    {
      PN: 'notWhilePending',
      PL: 'notWhilePending',
      PC: 'notWhilePending',
      TR: 'TR',
      AC: 'AC',
      EN: 'AC',
      CA: 'subscriptionEnded',
      EX: 'subscriptionEnded',
    },
  ],
];

const cells = table.flatMap(([name, change, row]) =>
  Object.entries(row).map(([state, expected]) => ({ name, change, state: state as EngineState, expected })),
);

describe('RB 14.1: every command in every state', () => {
  it.each(cells)('$name in $state: $expected', ({ change, state, expected }) => {
    const { story, id } = reach[state]?.() ?? { story: aStory(), id: '' };
    expect(stateOf(story.subscription(id))).toBe(state);
    const events = story.engine.seq();
    const outcome = story.change(id, change);
    expect(outcome.ok ? stateOf(story.subscription(id)) : outcome.error.code).toBe(expected);
    if (!outcome.ok) expect(story.engine.seq()).toBe(events);
  });

  it('CAN-18: an ended subscription allows no change but is still shown to its publisher', () => {
    const allowed = Object.entries(transitions)
      .filter(([, row]) => 'effect' in row.CA && 'effect' in row.EX)
      .map(([command]) => command);
    expect(allowed).toEqual(['ResolveToken', 'AcknowledgeOperation', 'RecordDelivery', 'ReportUsage']);
  });
});

describe('GEN-07, GEN-08, GEN-10: several changes at once', () => {
  const both = [
    { type: 'SetNickname', friendlyName: 'x' },
    { type: 'SetQuantity', quantity: 11 },
  ] as const;

  it('are applied whole', () => {
    const { story, id } = then(bought(), assign, confirm);
    accepted(story.change(id, ...both));
    expect(story.subscription(id)).toMatchObject({ friendlyName: 'x', quantity: 11 });
  });

  it('or not at all', () => {
    const { story, id } = bought();
    const before = story.subscription(id);
    expect(story.change(id, ...both)).toMatchObject({ error: { code: 'notWhilePending' } });
    expect(story.subscription(id)).toBe(before);
  });

  it('each sees what the one before made', () => {
    const { story, id } = bought();
    accepted(story.change(id, assign, confirm, off));
    expect(stateOf(story.subscription(id))).toBe('EN');
  });

  it('a change of quantity sees the line of the activation before it', () => {
    const { story, id } = bought();
    accepted(story.change(id, assign, confirm, { type: 'SetQuantity', quantity: 12 }));
    expect(story.lines(id).map(([type, , , amount]) => [type, amount])).toEqual([
      ['new', 20_000],
      ['addQuantity', -20_000],
      ['addQuantity', 24_000],
    ]);
    expect(new Set(story.charges(id).map((charge) => charge.id)).size).toBe(3);
  });

  it('but never status and quantity together', () => {
    const { story, id } = then(bought(), assign, confirm);
    const outcome = story.change(id, { type: 'SetQuantity', quantity: 11 }, { type: 'Cancel' });
    expect(outcome).toMatchObject({ error: { code: 'severalBillingChanges' } });
  });

  it('GEN-08: a version that is not the current one is stale, and is judged before the state', () => {
    const { story, id } = then(bought(), { type: 'Cancel' });
    const stale = {
      type: 'ChangeSubscription',
      subscriptionId: id,
      expectedVersion: 1,
      changes: [{ type: 'Cancel' }],
    } as const;
    expect(story.run(stale)).toMatchObject({ error: { code: 'staleEtag' } });
    const current = { ...stale, expectedVersion: story.subscription(id).version };
    expect(story.run(current)).toMatchObject({ error: { code: 'subscriptionEnded' } });
  });

  it('ACT-19: a nickname has 1 to 256 characters', () => {
    const { story, id } = bought();
    for (const friendlyName of ['', 'x'.repeat(257)]) {
      expect(story.change(id, { type: 'SetNickname', friendlyName })).toMatchObject({
        error: { code: 'nicknameInvalid' },
      });
    }
    accepted(story.change(id, { type: 'SetNickname', friendlyName: '🌊'.repeat(256) }));
  });
});
