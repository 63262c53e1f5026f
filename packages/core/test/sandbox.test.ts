import { describe, expect, it } from 'vitest';
import { partners } from './support/fixtures.ts';
import { accepted, aStory, refused } from './support/story.ts';

const sandbox = () => aStory({ partner: { sandbox: true } });

describe('ACT-16: a sandbox account activates by itself', () => {
  it('once, with the first line at that instant, whatever the publisher has done so far', () => {
    const story = sandbox();
    const [waiting, assigned] = [story.buy('FX-M', 10), story.buy('FX-M', 10)];
    accepted(story.change(assigned, { type: 'AssignLicenses', count: 10 }));
    for (const subscriptionId of [waiting, assigned]) {
      accepted(story.run({ type: 'ActivateInSandbox', subscriptionId }));
      expect(story.subscription(subscriptionId)).toMatchObject({
        phase: 'running',
        startedAt: story.engine.now(),
      });
      expect(story.charges(subscriptionId)).toHaveLength(1);
      expect(refused(story.run({ type: 'ActivateInSandbox', subscriptionId }))).toBe('alreadyActive');
    }
  });

  it('is refused in production, of what has ended, and of what does not exist', () => {
    const productive = aStory();
    const id = productive.buy('FX-M');
    expect(refused(productive.run({ type: 'ActivateInSandbox', subscriptionId: id }))).toBe('notSandbox');
    const story = sandbox();
    const subscriptionId = story.buy('FX-M');
    accepted(story.change(subscriptionId, { type: 'Cancel' }));
    expect(refused(story.run({ type: 'ActivateInSandbox', subscriptionId }))).toBe('subscriptionEnded');
    expect(refused(story.run({ type: 'ActivateInSandbox', subscriptionId: 'x' }))).toBe(
      'subscriptionNotFound',
    );
  });
});

describe('PC 2.4, 5.4: what only a sandbox account may undo', () => {
  it('a customer is deleted with all that lives; nothing is sold to it afterwards', () => {
    const story = sandbox();
    const id = story.buy('FX-M');
    const { id: customerId } = story.customer;
    accepted(story.run({ type: 'DeleteCustomer', customerId }));
    expect(story.subscription(id)).toMatchObject({ phase: 'ended', reason: 'cancelled' });
    expect(refused(story.run({ type: 'DeleteCustomer', customerId }))).toBe('customerNotFound');
    expect(refused(story.run({ type: 'CreateCart', customerId, by: 'agent', lines: [] }))).toBe(
      'customerNotFound',
    );
    expect(refused(story.run({ type: 'QualifyCustomer', customerId, qualification: 'none' }))).toBe(
      'customerNotFound',
    );
    expect(() => story.buyDirect('FX-M')).toThrow('customerNotFound');
  });

  it('no order and no customer of a productive account', () => {
    const story = aStory();
    const { orderId } = story.subscription(story.buy('FX-M'));
    expect(refused(story.run({ type: 'CancelOrder', orderId }))).toBe('notSandbox');
    expect(refused(story.run({ type: 'CancelOrder', orderId: 'x' }))).toBe('orderNotFound');
    const { id: customerId } = story.customer;
    expect(refused(story.run({ type: 'DeleteCustomer', customerId }))).toBe('notSandbox');
  });

  it('an order that the marketplace placed itself is not cancelled', () => {
    const story = sandbox();
    const id = story.buy('FX-M');
    accepted(story.run({ type: 'ActivateInSandbox', subscriptionId: id }));
    story.at('2020-08-20T10:00:00Z');
    const system = [...story.engine.state.orders.values()].find(
      ({ transactionType }) => transactionType === 'SystemPurchase',
    );
    expect(refused(story.run({ type: 'CancelOrder', orderId: system?.id ?? '' }))).toBe(
      'orderNotCancellable',
    );
  });

  it('75 customers at once, deleted ones not counted', () => {
    const story = sandbox();
    const partnerId = story.customer.partnerId ?? partners.direct.id;
    const create = (n: number) => {
      const { address } = story.customer;
      const profile = { companyName: `C${n}`, domain: `c${n}.example`, email: 'a@b.c', culture: 'en-US' };
      return story.run({
        type: 'CreateCustomer',
        partnerId,
        profile: { ...profile, language: 'en', address },
      });
    };
    for (let n = 1; n < 75; n++) accepted(create(n));
    expect(refused(create(75))).toBe('sandboxLimitExceeded');
    accepted(story.run({ type: 'DeleteCustomer', customerId: story.customer.id }));
    accepted(create(75));
  });
});
