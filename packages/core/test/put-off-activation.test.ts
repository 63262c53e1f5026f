import { describe, expect, it } from 'vitest';
import { type SettingOverrides, type Subscription, stateOf } from '../src/index.ts';
import { accepted, aStory, type Story } from './support/story.ts';

const webhookUrl = 'https://contosoharbor.example/webhook';

/** Ten seats whose publisher has just been told that it may begin. */
function accepting(settings: SettingOverrides, reportsLicenseAssignment = false): [Story, string] {
  const story = aStory({ settings, publisher: { reportsLicenseAssignment }, offer: { webhookUrl } });
  const id = story.buy('FX-M', 10);
  accepted(story.change(id, { type: 'ConfirmActivation' }));
  return [story, id];
}

const told = ({ engine }: Story): readonly string[] =>
  [...engine.state.deliveries.values()].map(({ action }) => action);

/** Why it ended, if it did. */
const reasonOf = (subscription: Subscription): string | undefined =>
  subscription.phase === 'ended' ? subscription.reason : undefined;

describe('SF 2.7: an activation that is accepted comes about later', () => {
  it('starts term and billing at its own instant, of which nobody is told', () => {
    const [story, id] = accepting({ 'activation.delay': 'PT14H' });
    story.at('2020-07-14T23:59:59.999Z');
    expect(stateOf(story.subscription(id))).toBe('PN');
    expect(story.lines(id)).toEqual([]);
    story.at('2020-07-15T00:00:00Z');
    const subscription = story.subscription(id);
    expect(subscription).toMatchObject({ phase: 'running', startedAt: '2020-07-15T00:00:00.000Z' });
    expect(subscription).not.toHaveProperty('activation');
    expect(story.lines(id)).toEqual([['new', '2020-07-15', '2020-08-15', 20_000]]);
    expect(told(story)).toEqual([]);
  });

  it('counts from the first acceptance, and keeps its delay when the setting changes', () => {
    const [story, id] = accepting({ 'activation.delay': 'PT2M' });
    story.at('2020-07-14T10:01:00Z');
    accepted(story.run({ type: 'ChangeSetting', name: 'activation.delay', value: 'PT1H' }));
    expect(accepted(story.change(id, { type: 'ConfirmActivation' }))).toEqual([]);
    story.at('2020-07-14T10:02:00Z');
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('waits for both events where licences are reported', () => {
    const [story, id] = accepting({ 'activation.delay': 'PT2M' }, true);
    expect(stateOf(story.subscription(id))).toBe('PC');
    story.at('2020-07-14T10:10:00Z');
    accepted(story.change(id, { type: 'AssignLicenses', count: 10 }));
    story.at('2020-07-14T10:11:59.999Z');
    expect(stateOf(story.subscription(id))).toBe('PC');
    story.at('2020-07-14T10:12:00Z');
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('does not outlive a cancellation', () => {
    const [story, id] = accepting({ 'activation.delay': 'PT2M' });
    accepted(story.change(id, { type: 'Cancel' }));
    story.at('2020-08-01T00:00:00Z');
    expect(reasonOf(story.subscription(id))).toBe('cancelled');
    expect(story.lines(id)).toEqual([]);
  });
});

describe('SF 9 C5: an activation that is accepted can fail, or stay undone', () => {
  it('WHK-06: one that fails ends the purchase, costs nothing, and is told', () => {
    const [story, id] = accepting({ 'activation.outcome': 'fail', 'activation.delay': 'PT2M' });
    expect(told(story)).toEqual([]);
    story.at('2020-07-14T10:02:00Z');
    expect(reasonOf(story.subscription(id))).toBe('activationFailed');
    expect(stateOf(story.subscription(id))).toBe('CA');
    expect(told(story)).toEqual(['Unsubscribe']);
    expect(story.lines(id)).toEqual([]);
    expect([...story.engine.state.orders.values()].map(({ status }) => status)).toEqual(['cancelled']);
  });

  it('ACT-14: one that is stuck lapses like any other purchase', () => {
    const [story, id] = accepting({ 'activation.outcome': 'stuck' });
    expect(accepted(story.change(id, { type: 'ConfirmActivation' }))).toEqual([]);
    story.at('2020-08-13T09:59:59.999Z');
    expect(stateOf(story.subscription(id))).toBe('PN');
    story.at('2020-08-13T10:00:00Z');
    expect(reasonOf(story.subscription(id))).toBe('pendingExpired');
    expect(told(story)).toEqual([]);
  });

  it('one that is stuck goes ahead when asked again once nothing is in the way', () => {
    const [story, id] = accepting({ 'activation.outcome': 'stuck' });
    accepted(story.run({ type: 'ChangeSetting', name: 'activation.outcome', value: 'ok' }));
    accepted(story.change(id, { type: 'ConfirmActivation' }));
    expect(stateOf(story.subscription(id))).toBe('AC');
  });
});
