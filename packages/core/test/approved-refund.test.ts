import { describe, expect, it } from 'vitest';
import { stateOf } from '../src/index.ts';
import { ahead, webhookUrl } from './support/direct.ts';
import { accepted, aStory, refusal, refused, type StoryOptions } from './support/story.ts';

const refund = (amount: number) => ({ type: 'ApproveRefund', amount }) as const;

/** FX-M of 07-15 under the profile that has such refunds, at 07-20, after its window. */
function afterWindow(options: StoryOptions = {}) {
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z', profile: 'current', ...options });
  const id = story.buy('FX-M');
  story.activate(id).at('2020-07-20T10:00:00Z');
  return { story, id, state: () => stateOf(story.subscription(id)) };
}

describe('CAN-20: a refund that the publisher approves', () => {
  it('gives 100.00 of 200.00 back and ends the subscription at once', () => {
    const { story, id, state } = afterWindow({ offer: { webhookUrl } });
    expect(refused(story.change(id, { type: 'Cancel' }))).toBe('windowPassed');
    accepted(story.change(id, refund(10_000)));
    expect(story.lines(id).at(-1)).toEqual(['customerCredit', '2020-07-15', '2020-08-15', -10_000]);
    expect(story.charges(id).at(-1)).toMatchObject({ parentId: story.charges(id)[0]?.id, quantity: 10 });
    expect([state(), story.net(id)]).toEqual(['CA', 10_000]);
    expect(ahead(story).at(-1)?.action).toBe('Unsubscribe');
  });

  it('takes from the newest line first, from each no more than is left of it', () => {
    const { story, id } = afterWindow();
    accepted(story.at('2020-07-25T00:00:00Z').change(id, { type: 'SetQuantity', quantity: 15 }));
    const charges = story.charges(id);
    const [first, , second] = charges;
    const left = charges.map((line) => story.engine.state.ledger.residual(line));
    expect([left[0], left[2]]).toEqual([6_460, 20_310]);
    accepted(story.change(id, refund(20_311)));
    expect(
      story
        .charges(id)
        .slice(3)
        .map(({ parentId, amount }) => [parentId, amount]),
    ).toEqual([
      [second?.id, -20_310],
      [first?.id, -1],
    ]);
    expect(story.net(id)).toBe(6_460 - 1);
  });

  it('has no line for one of which nothing is left', () => {
    const { story, id } = afterWindow();
    story.at('2020-07-25T00:00:00Z');
    for (const quantity of [15, 12]) accepted(story.change(id, { type: 'SetQuantity', quantity }));
    const charges = story.charges(id);
    expect(charges.filter(({ parentId }) => !parentId).map(story.engine.state.ledger.residual)).toEqual([
      6_460, 0, 16_248,
    ]);
    accepted(story.change(id, refund(16_249)));
    const refunds = story.charges(id).slice(5);
    expect(refunds.map(({ amount }) => amount)).toEqual([-16_248, -1]);
  });

  it('is of the running term alone', () => {
    const { story, id } = afterWindow();
    story.at('2020-08-20T00:00:00Z');
    expect(refusal(story.change(id, refund(20_001)))).toEqual({
      code: 'refundOutOfRange',
      minimum: 1,
      maximum: 20_000,
    });
    accepted(story.change(id, refund(20_000)));
    expect(story.charges(id).at(-1)).toMatchObject({ term: 2, amount: -20_000 });
  });

  it.each([0, -1, 0.5, 20_001])('is refused for %d cents', (amount) => {
    const { story, id, state } = afterWindow();
    expect(refused(story.change(id, refund(amount)))).toBe('refundOutOfRange');
    expect(state()).toBe('AC');
  });

  it('is possible of what ends with its term, or is suspended; an open change ends as a conflict', () => {
    const ending = afterWindow();
    accepted(ending.story.change(ending.id, { type: 'SetAutoRenew', autoRenew: false }, refund(1)));
    expect(ending.state()).toBe('CA');
    const asked = afterWindow({ publisher: { answersOperations: true } });
    accepted(asked.story.change(asked.id, { type: 'SetQuantity', quantity: 11 }));
    const operationId = asked.story.subscription(asked.id).openOperationId ?? '';
    accepted(asked.story.change(asked.id, refund(1)));
    expect(asked.story.engine.state.operations.get(operationId)?.status).toBe('Conflict');
    const suspended = afterWindow();
    accepted(suspended.story.change(suspended.id, { type: 'Suspend' }));
    accepted(suspended.story.change(suspended.id, refund(1)));
    expect(suspended.state()).toBe('CA');
  });

  it('is refused where the policy has none', () => {
    const { story, id } = afterWindow({ profile: 'seed-2020' });
    expect(refused(story.change(id, refund(1)))).toBe('changeNotSupported');
  });

  it('is refused before activation, in a trial, and after the end', () => {
    const story = aStory({ profile: 'current' });
    const [id, trial] = [story.buy('FX-M'), story.buy('FX-T', 1)];
    expect(refused(story.change(id, refund(1)))).toBe('refundNotAllowed');
    expect(refused(story.activate(trial).change(trial, refund(1)))).toBe('refundNotAllowed');
    accepted(story.change(id, { type: 'Cancel' }));
    expect(refused(story.change(id, refund(1)))).toBe('subscriptionEnded');
  });
});
