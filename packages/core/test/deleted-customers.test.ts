import { describe, expect, it } from 'vitest';
import { partners } from './support/fixtures.ts';
import { accepted, aStory, refused } from './support/story.ts';

const sandbox = () => aStory({ partner: { sandbox: true } });

describe('PC 2.4: a sandbox account deletes customers', () => {
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

  it('a productive account does not', () => {
    const { run, customer } = aStory();
    expect(refused(run({ type: 'DeleteCustomer', customerId: customer.id }))).toBe('notSandbox');
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
