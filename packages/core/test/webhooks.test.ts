import { describe, expect, it } from 'vitest';
import { type Delivery, type DeliveryResult, stateOf } from '../src/index.ts';
import { accepted, aStory, refused, type Story, type StoryOptions } from './support/story.ts';

const webhookUrl = 'https://contosoharbor.example/webhook';

const told = (options: StoryOptions = {}) => {
  const story = aStory({ offer: { webhookUrl }, ...options });
  const id = story.buy('FX-M', 10);
  story.activate(id);
  return { story, id };
};

const ahead = ({ engine }: Story): readonly Delivery[] => [...engine.state.deliveriesAhead.values()];
const actions = (story: Story): readonly string[] => ahead(story).map(({ action }) => action);

const report = (story: Story, id: string, result: DeliveryResult) => {
  const [delivery] = ahead(story);
  return story.change(id, { type: 'RecordDelivery', deliveryId: delivery?.id ?? '', result });
};

describe('RB 13: what a publisher is told', () => {
  it('ACT-06, WHK-09: nothing of purchase, link and activation', () => {
    const story = aStory({ offer: { webhookUrl } });
    const id = story.buy('FX-M', 10);
    accepted(story.change(id, { type: 'GetActivationLink' }));
    expect(actions(story)).toEqual([]);
    expect(story.subscription(id)).not.toHaveProperty('firstResolvedAt');
    expect(actions(story.activate(id))).toEqual([]);
  });

  it('WHK-03, REN-09: a renewal, after it happened, where the policy says so', () => {
    const { story, id } = told();
    story.at('2020-08-14T00:00:00Z');
    const [delivery] = ahead(story);
    expect(delivery).toMatchObject({
      action: 'Renew',
      snapshot: { id, term: { number: 2, start: '2020-08-14' } },
    });
    expect(story.engine.state.operations.get(delivery?.operationId ?? '')).toMatchObject({
      status: 'Succeeded',
    });
    const silent = told({ profile: 'seed-2020' });
    expect(actions(silent.story.at('2020-08-14T00:00:00Z'))).toEqual([]);
  });

  it('WHK-04, WHK-05: a suspension, and the question of a reinstatement', () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'Suspend' }));
    accepted(story.change(id, { type: 'Reactivate' }));
    expect(ahead(story).map(({ action, snapshot }) => [action, stateOf(snapshot)])).toEqual([
      ['Suspend', 'SU'],
      ['Reinstate', 'SU'],
    ]);
  });

  it('WHK-06: an end, but not of a purchase that was never activated', () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'Cancel' }));
    expect(ahead(story)).toMatchObject([{ action: 'Unsubscribe', snapshot: { phase: 'ended' } }]);
    const pending = story.buy('FX-M', 1);
    accepted(story.change(pending, { type: 'Cancel' }));
    expect(actions(story)).toEqual(['Unsubscribe']);
  });

  it('WHK-02, PLN-04: a change of plan, with the subscription as it was', () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }));
    const [delivery] = ahead(story);
    expect(delivery).toMatchObject({ action: 'ChangePlan', snapshot: { skuId: '0001' } });
    expect(story.engine.state.operations.get(delivery?.operationId ?? '')).toMatchObject({
      status: 'InProgress',
      skuId: '0007',
    });
  });

  it('WHK-01: a change of quantity, with the subscription as it was', () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    const [delivery] = ahead(story);
    expect(delivery).toMatchObject({ action: 'ChangeQuantity', snapshot: { quantity: 10 } });
    expect(story.engine.state.operations.get(delivery?.operationId ?? '')).toMatchObject({
      status: 'InProgress',
      quantity: 12,
    });
  });

  it('CAN-22: the open question first fails, then the end is told', () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    accepted(story.change(id, { type: 'Cancel' }));
    expect(actions(story)).toEqual(['ChangeQuantity', 'Unsubscribe']);
    expect(
      story.engine
        .events()
        .map(({ type }) => type)
        .slice(-4),
    ).toEqual(['OperationClosed', 'SubscriptionEnded', 'OperationOpened', 'WebhookQueued']);
  });

  it('PC 1.6: nobody of what a sandbox account does', () => {
    const { story, id } = told({ partner: { sandbox: true } });
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    accepted(story.change(id, { type: 'Suspend' }));
    expect(actions(story)).toEqual([]);
    expect(story.subscription(id).quantity).toBe(12);
  });

  it('nobody without a webhook', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    story.activate(id).at('2020-09-14T00:00:00Z');
    expect(ahead(story)).toEqual([]);
    expect(story.engine.state.operations.size).toBe(0);
  });
});

describe('SF 4.4: what the answer to a webhook makes of a question', () => {
  const asked = () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    return { story, id, operationId: story.subscription(id).openOperationId ?? '' };
  };

  it('2xx: ten seconds for a refusal, then silence is consent', () => {
    const { story, id, operationId } = asked();
    story.at('2020-07-14T11:00:00Z');
    accepted(report(story, id, 'accepted'));
    expect(story.engine.state.operations.get(operationId)).toMatchObject({
      acknowledgeBy: '2020-07-14T11:00:10.000Z',
    });
    expect(story.at('2020-07-14T11:00:09.999Z').subscription(id).quantity).toBe(10);
    expect(story.at('2020-07-14T11:00:10Z').subscription(id).quantity).toBe(12);
  });

  it.each(['refused', 'exhausted'] as const)('%s: the change fails and nothing is changed', (result) => {
    const { story, id, operationId } = asked();
    accepted(report(story, id, result));
    expect(story.engine.state.operations.get(operationId)?.status).toBe('Failed');
    expect(story.subscription(id)).toMatchObject({ quantity: 10 });
    expect(story.lines(id)).toHaveLength(1);
  });

  it('QTY-08: undelivered for eight hours, it fails', () => {
    const { story, id, operationId } = asked();
    story.at('2020-07-14T17:59:59.999Z');
    expect(story.engine.state.operations.get(operationId)?.status).toBe('InProgress');
    story.at('2020-07-14T18:00:00Z');
    expect(story.engine.state.operations.get(operationId)?.status).toBe('Failed');
    expect(story.subscription(id).quantity).toBe(10);
  });

  it('a refused reinstatement counts as no answer', () => {
    const { story, id } = told();
    accepted(story.change(id, { type: 'Suspend' }));
    accepted(report(story, id, 'accepted'));
    accepted(story.change(id, { type: 'Reactivate' }));
    accepted(report(story, id, 'refused'));
    story.at('2020-07-14T10:00:10Z');
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('an answer before the webhook was answered counts', () => {
    const { story, id, operationId } = asked();
    accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result: 'Success' }));
    accepted(report(story, id, 'accepted'));
    expect(story.subscription(id).quantity).toBe(12);
    expect(story.at('2020-07-14T11:00:00Z').lines(id)).toHaveLength(3);
  });

  it('a notice changes nothing, however it is answered', () => {
    for (const result of ['accepted', 'refused', 'exhausted'] as const) {
      const { story, id } = told();
      accepted(story.change(id, { type: 'Cancel' }));
      const before = story.subscription(id);
      accepted(report(story, id, result));
      expect(story.subscription(id)).toEqual(before);
    }
  });

  it('each delivery ends once, and belongs to its subscription', () => {
    const { story, id } = asked();
    const [delivery] = ahead(story);
    const deliveryId = delivery?.id ?? '';
    const other = story.buy('FX-M', 1);
    const reported = { type: 'RecordDelivery', deliveryId, result: 'accepted' } as const;
    expect(refused(story.change(other, reported))).toBe('deliveryNotFound');
    accepted(story.change(id, reported));
    expect(refused(story.change(id, reported))).toBe('deliveryEnded');
    expect(ahead(story)).toEqual([]);
  });
});
