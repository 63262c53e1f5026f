import { describe, expect, it } from 'vitest';
import { stateOf } from '../src/index.ts';
import { active, ahead, operations, told, webhookUrl } from './support/direct.ts';
import { accepted, aStory, refused, type Story } from './support/story.ts';

const source = 'Partner' as const;
const cancel = { type: 'Cancel', source } as const;

describe('CAN-19: a publisher ends what was bought without a partner', () => {
  const ended = (story: Story, id: string) => [stateOf(story.subscription(id)), story.net(id)];

  it('CAN-04: inside the window, with everything given back', () => {
    const { story, id } = told();
    accepted(story.change(id, cancel));
    expect(ended(story, id)).toEqual(['CA', 0]);
  });

  it.each([
    ['seed', 'FX-M', 'CA'],
    ['interim-2022', 'FX-M', 'CA'],
    ['current', 'FX-M', 'windowPassed'],
    ['seed', 'FX-A', 'CA'],
    ['seed', 'FX-Y', 'windowPassed'],
    ['interim-2022', 'FX-Y', 'windowPassed'],
  ] as const)('after the window under %s, %s: %s', (profile, name, outcome) => {
    const { story, id } = told({ profile }, name);
    const paid = story.net(id);
    story.at('2020-07-30T00:00:00Z');
    const result = story.change(id, cancel);
    expect(result.ok ? stateOf(story.subscription(id)) : result.error.code).toBe(outcome);
    expect(story.net(id)).toBe(paid);
  });

  it('CAN-06: at once even where a customer’s cancellation is put off to the end of the term', () => {
    const { story, id } = told();
    story.at('2020-07-20T00:00:00Z');
    accepted(story.change(id, { type: 'Cancel' }));
    expect(stateOf(story.subscription(id))).toBe('EN');
    accepted(story.change(id, cancel));
    expect(ended(story, id)).toEqual(['CA', 20_000]);
  });

  it('its operation is born succeeded with source Partner, and the end is told by it, once', () => {
    const { story, id } = told();
    accepted(story.change(id, cancel));
    const [operation] = operations(story);
    expect(operations(story)).toHaveLength(1);
    expect(operation).toMatchObject({
      action: 'Unsubscribe',
      source,
      status: 'Succeeded',
      subscriptionId: id,
    });
    expect(ahead(story)).toMatchObject([
      { action: 'Unsubscribe', operationId: operation?.id, snapshot: { phase: 'ended' } },
    ]);
    expect(story.subscription(id)).toMatchObject({ reason: 'cancelled', autoRenew: false });
  });

  it('a customer’s end is told as the marketplace’s', () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'Cancel' }));
    expect(operations(story)).toMatchObject([{ action: 'Unsubscribe', source: 'Azure' }]);
  });

  it('the operation is there also with nobody to tell', () => {
    const { story, id } = active();
    accepted(story.change(id, cancel));
    expect(operations(story)).toMatchObject([{ action: 'Unsubscribe', source, status: 'Succeeded' }]);
    expect(ahead(story)).toEqual([]);
  });

  it('CAN-11, WHK-06: before activation nothing is charged and nobody is told', () => {
    const story = aStory({ offer: { webhookUrl } });
    const id = story.buyDirect('FX-M');
    accepted(story.change(id, cancel));
    expect(ended(story, id)).toEqual(['CA', 0]);
    expect(story.engine.state.orders.get(story.subscription(id).orderId)?.status).toBe('cancelled');
    expect(operations(story)).toMatchObject([{ action: 'Unsubscribe', source }]);
    expect(ahead(story)).toEqual([]);
  });

  it('CAN-11: before activation even where nobody else can', () => {
    const story = aStory({ settings: { 'cancel.beforeActivation': 'refuse' } });
    const id = story.buyDirect('FX-M');
    expect(refused(story.change(id, { type: 'Cancel' }))).toBe('notWhilePending');
    accepted(story.change(id, cancel));
    expect(stateOf(story.subscription(id))).toBe('CA');
  });

  it('CAN-12: a trial, with its line of zero', () => {
    const { story, id } = told({}, 'FX-T');
    accepted(story.at('2020-08-01T00:00:00Z').change(id, cancel));
    expect(story.lines(id).map(([type]) => type)).toEqual(['new', 'cancel']);
    expect(ended(story, id)).toEqual(['CA', 0]);
  });

  it.each(['FX-M', 'FX-T'] as const)('CAN-15: %s while suspended', (name) => {
    const { story, id } = told({}, name);
    accepted(story.change(id, { type: 'Suspend' }));
    accepted(story.at('2020-09-20T00:00:00Z').change(id, cancel));
    expect(story.subscription(id)).toMatchObject({ phase: 'ended', reason: 'cancelled' });
    expect(operations(story).at(-1)).toMatchObject({ action: 'Unsubscribe', source });
  });

  it('CAN-10: its own steps do not hold it up', () => {
    const { story, id } = active();
    const step = { name: 'export', owner: 'customer', before: 'cancel' } as const;
    accepted(story.change(id, { type: 'RequireStep', step }));
    expect(refused(story.change(id, { type: 'Cancel' }))).toBe('stepsOpen');
    accepted(story.change(id, cancel));
    expect(stateOf(story.subscription(id))).toBe('CA');
  });

  it('CAN-22: an open change ends in conflict first', () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    const types = accepted(story.change(id, cancel)).map(({ type }) => type);
    expect(types).toEqual([
      'Charged',
      'OperationClosed',
      'OperationOpened',
      'SubscriptionEnded',
      'WebhookQueued',
    ]);
    expect(operations(story).map(({ status }) => status)).toEqual(['Conflict', 'Succeeded']);
  });

  it('CAN-18: not twice', () => {
    const { story, id } = active();
    accepted(story.change(id, cancel));
    expect(refused(story.change(id, cancel))).toBe('subscriptionEnded');
  });
});
