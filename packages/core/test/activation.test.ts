import { describe, expect, it } from 'vitest';
import { activationLink, needsAttention, stateOf, statusView } from '../src/index.ts';
import { accepted, aStory, refusal, refused } from './support/story.ts';

const assign = { type: 'AssignLicenses', count: 10 } as const;
const confirm = { type: 'ConfirmActivation' } as const;

describe('ACT-12: billing starts when both events have happened', () => {
  it.each([
    ['licences first', [assign, confirm], 'PL'],
    ['confirmation first', [confirm, assign], 'PC'],
  ] as const)('%s', (_name, [first, second], between) => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    story.at('2020-07-14T15:00:00Z');
    accepted(story.change(id, first));
    expect(stateOf(story.subscription(id))).toBe(between);
    expect(story.lines(id)).toEqual([]);
    story.at('2020-07-15T09:00:00Z');
    accepted(story.change(id, second));
    const subscription = story.subscription(id);
    expect(stateOf(subscription)).toBe('AC');
    expect(subscription).toMatchObject({ startedAt: '2020-07-15T09:00:00.000Z', anchor: '2020-07-15' });
    expect(story.lines(id)).toEqual([['new', '2020-07-15', '2020-08-15', 20_000]]);
  });

  it('INV-04: the order of the two makes the same ledger', () => {
    const ledger = (
      order: readonly [typeof assign, typeof confirm] | readonly [typeof confirm, typeof assign],
    ) => {
      const story = aStory();
      const id = story.buy('FX-M', 10);
      accepted(story.change(id, order[0]));
      story.at('2020-07-16T00:00:00Z');
      accepted(story.change(id, order[1]));
      return story.at('2020-10-01T00:00:00Z').charges(id);
    };
    expect(ledger([assign, confirm])).toEqual(ledger([confirm, assign]));
  });

  it('ACT-13: for a publisher that reports no licences the confirmation is enough', () => {
    const story = aStory({ publisher: { reportsLicenseAssignment: false } });
    const id = story.buy('FX-M', 10);
    accepted(story.change(id, confirm));
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('ACT-15: one event alone never costs anything', () => {
    for (const event of [assign, confirm]) {
      const story = aStory();
      const id = story.buy('FX-M', 10);
      accepted(story.change(id, event));
      story.at('2020-12-01T00:00:00Z');
      expect(stateOf(story.subscription(id))).toBe('EX');
      expect(story.lines(id)).toEqual([]);
      expect(story.engine.state.ledger.invoices.size).toBe(0);
    }
  });

  it('ACT-17: repeating keeps the first instant', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    accepted(story.change(id, confirm));
    story.at('2020-07-14T10:05:00Z');
    accepted(story.change(id, confirm));
    expect(story.subscription(id).confirmedAt).toBe('2020-07-14T10:00:00.000Z');
  });
});

describe('ACT-10: the number of licences is the number bought', () => {
  it('refuses nine of ten', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    expect(refusal(story.change(id, { type: 'AssignLicenses', count: 9 }))).toEqual({
      code: 'quantityMismatch',
      expected: 10,
      actual: 9,
    });
  });
});

describe('ACT-11: what a confirmation names must be what was bought', () => {
  const told = (
    body: 'lenient' | 'validate' | 'required',
    change: { planId?: string; quantity?: number },
  ) => {
    const story = aStory({ settings: { 'activation.body': body } });
    return story.change(story.buy('FX-M', 10), { ...confirm, ...change });
  };

  it('lenient: nothing is compared', () => {
    expect(told('lenient', { planId: 'other', quantity: 3 }).ok).toBe(true);
  });

  it('validate: what is given is compared', () => {
    expect(refused(told('validate', { planId: 'other' }))).toBe('planMismatch');
    expect(refused(told('validate', { planId: 'fx-m', quantity: 3 }))).toBe('quantityMismatch');
    expect(told('validate', {}).ok).toBe(true);
    expect(told('validate', { planId: 'fx-m', quantity: 10 }).ok).toBe(true);
  });

  it('required: plan and quantity must be given', () => {
    expect(refusal(told('required', {}))).toMatchObject({ missing: 'planId' });
    expect(refusal(told('required', { planId: 'fx-m' }))).toMatchObject({ missing: 'quantity' });
  });
});

describe('ACT-14: a purchase that is never activated lapses', () => {
  it('at the last millisecond it still can be', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    story.at('2020-08-13T09:59:59.999Z').activate(id);
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('at the instant itself it is over, and the order cancelled', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    story.at('2020-08-13T10:00:00Z');
    const subscription = story.subscription(id);
    expect(stateOf(subscription)).toBe('EX');
    expect(subscription).toMatchObject({ reason: 'pendingExpired', endedAt: '2020-08-13T10:00:00.000Z' });
    expect(story.engine.state.orders.get(subscription.orderId)?.status).toBe('cancelled');
    expect(refused(story.change(id, confirm))).toBe('subscriptionEnded');
  });
});

describe('ACT-01, ACT-04, ACT-05: links and tokens', () => {
  const link = (story: ReturnType<typeof aStory>, id: string): string => {
    const [event] = accepted(story.change(id, { type: 'GetActivationLink' }));
    return event?.type === 'PurchaseTokenIssued' ? event.token : '';
  };

  it('each reading makes another token, and each names its own purchase', () => {
    const story = aStory();
    const [a, b] = [story.buy('FX-M'), story.buy('FX-M')];
    const tokens = [link(story, a), link(story, a), link(story, b)];
    expect(new Set(tokens).size).toBe(3);
    expect(tokens.map((token) => story.engine.state.tokens.get(token)?.subscriptionId)).toEqual([a, a, b]);
    expect(tokens[0]).toMatch(/^[A-Za-z0-9+/]{200,}={1,2}$/);
  });

  it('ACT-03: the link is the landing page, its own query kept, with the encoded token', () => {
    expect(activationLink('https://contoso.example/signup', 'ab+c/d==')).toBe(
      'https://contoso.example/signup?token=ab%2Bc%2Fd%3D%3D',
    );
    expect(activationLink('https://contoso.example/signup?from=market', 'x')).toBe(
      'https://contoso.example/signup?from=market&token=x',
    );
  });

  it('a token lives 24 hours from its own issue', () => {
    const story = aStory();
    const token = link(story, story.buy('FX-M'));
    expect(story.engine.state.tokens.get(token)?.expiresAt).toBe('2020-07-15T10:00:00.000Z');
  });

  it('ACT-07: whoever opens a link is noted beside its token, and nothing else differs', () => {
    const opened = (actor?: 'customer' | 'partnerAsCustomer') => {
      const story = aStory();
      const id = story.buy('FX-M');
      const [event] = accepted(story.change(id, { type: 'GetActivationLink', ...(actor && { actor }) }));
      return { event, after: story.subscription(id) };
    };
    const unsaid = opened();
    expect(unsaid.event).not.toHaveProperty('actor');
    for (const actor of ['customer', 'partnerAsCustomer'] as const)
      expect(opened(actor)).toEqual({ event: { ...unsaid.event, actor }, after: unsaid.after });
  });

  it('ACT-05: resolving notes the first sight and changes nothing else, not even the etag', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    const before = story.subscription(id);
    accepted(story.change(id, { type: 'ResolveToken' }));
    story.at('2020-07-14T11:00:00Z');
    expect(accepted(story.change(id, { type: 'ResolveToken' }))).toEqual([]);
    expect(story.subscription(id)).toEqual({ ...before, firstResolvedAt: '2020-07-14T10:00:00.000Z' });
  });
});

describe('ACT-09: what the customer page shows while pending', () => {
  it('action is needed until the publisher has started', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    const { settings } = story.engine.state;
    expect(needsAttention(story.subscription(id))).toBe(true);
    expect(statusView(story.subscription(id), settings)).toMatchObject({
      partnerCenter: 'pending',
      column: 'Action Needed',
      fulfillment: 'PendingFulfillmentStart',
      lineProvisioning: 'prefulfillmentPending',
    });
    accepted(story.change(id, assign));
    expect(statusView(story.subscription(id), settings).column).toBe('Pending');
    expect(needsAttention(story.subscription(id))).toBe(false);
  });
});
