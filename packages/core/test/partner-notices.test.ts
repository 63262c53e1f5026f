import { describe, expect, it, test } from 'vitest';
import type { EventOf, NoticeTry } from '../src/index.ts';
import { partners } from './support/fixtures.ts';
import { accepted, aStory, refused, type Story } from './support/story.ts';

const partnerId = partners.direct.id;

const register = (story: Story, ...events: readonly string[]): void =>
  void accepted(
    story.run({
      ...{ type: 'RegisterWebhook', partnerId, events },
      ...{ webhookUrl: 'https://partner.example/hook', signatureInOwnHeader: false },
    }),
  );

const queued = ({ engine }: Story): readonly EventOf<'NoticeQueued'>['notice'][] =>
  engine.events().flatMap((event) => (event.type === 'NoticeQueued' ? [event.notice] : []));

/** What the partner is told by what happens. */
function told(story: Story, act: () => unknown): readonly string[] {
  const before = queued(story).length;
  act();
  return queued(story)
    .slice(before)
    .map(({ event, resourcePath }) => `${event} ${resourcePath.replace(/[^/]+$/, '')}`);
}

const updated = (story: Story, id: string): string => {
  const { customerId } = story.subscription(id);
  return `subscription-updated /webhooks/v1/customers/${customerId}/subscriptions/`;
};

const tried = (story: Story, outcome: Omit<NoticeTry, 'at'>): void => {
  const [noticeId = ''] = story.engine.state.noticesAhead.keys();
  accepted(story.run({ type: 'RecordNoticeTry', noticeId, outcome }));
};

describe('what partners are told of', () => {
  it('WHK-07: a purchase, its activation, changes, renewal and end, of each decision once', () => {
    const story = aStory({ startsAt: '2020-06-10T08:00:00Z' });
    register(story, 'subscription-updated');
    let id = '';
    const buying = told(story, () => {
      id = story.buy('FX-M', 3);
    });
    const one = [updated(story, id)];
    expect(buying).toEqual(one);
    expect(told(story, () => story.activate(id))).toEqual(one);
    expect(told(story, () => story.change(id, { type: 'SetQuantity', quantity: 5 }))).toEqual(one);
    expect(told(story, () => story.change(id, { type: 'SetNickname', friendlyName: 'ours' }))).toEqual([]);
    expect(told(story, () => story.change(id, { type: 'SetAutoRenew', autoRenew: false }))).toEqual(one);
    accepted(story.change(id, { type: 'SetAutoRenew', autoRenew: true }));
    expect(told(story, () => story.at('2020-07-10T00:00:00Z'))).toEqual(one);
    expect(told(story, () => story.change(id, { type: 'Suspend' }))).toEqual(one);
    expect(told(story, () => story.change(id, { type: 'Cancel' }))).toEqual(one);
  });

  it('WHK-08: an invoice', () => {
    const story = aStory({ startsAt: '2020-06-10T08:00:00Z' });
    register(story, 'invoice-ready');
    story.activate(story.buy('FX-M', 3));
    expect(told(story, () => story.at('2020-07-08T00:00:00Z'))).toEqual(['invoice-ready /v1/invoices/']);
  });

  it('nothing that it did not register for, and nothing of what customers bought themselves', () => {
    const story = aStory();
    expect(told(story, () => story.buy('FX-M'))).toEqual([]);
    register(story, 'invoice-ready');
    expect(told(story, () => story.buy('FX-M'))).toEqual([]);
    register(story, 'subscription-updated');
    expect(told(story, () => story.buyDirect('FX-M', 1))).toEqual([]);
  });

  it('later where partnerWebhook.delay says so, but never of tests', () => {
    const story = aStory({ settings: { 'partnerWebhook.delay': 'PT48H' } });
    register(story, 'subscription-updated', 'test-created');
    story.buy('FX-M');
    accepted(story.run({ type: 'SendTestNotice', partnerId }));
    const [sold, test] = queued(story);
    expect(Date.parse(sold?.dueAt ?? '') - Date.parse(sold?.changedAt ?? '')).toBe(48 * 3_600_000);
    expect(test?.dueAt).toBe(test?.changedAt);
  });

  it('a test, for whoever registered for it alone', () => {
    const story = aStory();
    const command = { type: 'SendTestNotice', partnerId } as const;
    expect(refused(story.run(command))).toBe('notRegistered');
    register(story, 'invoice-ready');
    expect(refused(story.run(command))).toBe('notRegistered');
    register(story, 'test-created');
    accepted(story.run(command));
    accepted(story.run(command));
    const [first, second] = queued(story);
    expect(first?.resourcePath).toBe(`/webhooks/v1/registration/validationEvents/${first?.id}`);
    expect(second?.id).not.toBe(first?.id);
    expect(refused(story.run({ ...command, partnerId: 'nobody' }))).toBe('notRegistered');
  });
});

describe('PCW-02: tries', () => {
  const begun = (): Story => {
    const story = aStory();
    register(story, 'subscription-updated', 'test-created');
    story.buy('FX-M');
    return story;
  };

  test.each([200, 204, 299])('%i ends it, and it is forgotten', (status) => {
    const story = begun();
    tried(story, { status });
    expect([story.engine.state.noticesAhead.size, story.engine.state.notices.size]).toEqual([0, 0]);
  });

  test.each([{ status: 302 }, { status: 404 }, { status: 500 }, { failure: 'nobody there' }])(
    'after %j it is tried again, ten times in all, each time after twice as long',
    (outcome) => {
      const story = begun();
      const pauses: number[] = [];
      for (let n = 1; n < 10; n++) {
        const before = story.engine.now();
        tried(story, outcome);
        const [{ dueAt } = {}] = [...story.engine.state.noticesAhead.values()];
        pauses.push((Date.parse(dueAt ?? '') - Date.parse(before)) / 1000);
        story.at(dueAt ?? before);
      }
      expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1920, 3840, 7680]);
      tried(story, outcome);
      const [notice] = [...story.engine.state.notices.values()];
      expect(notice).toMatchObject({ result: 'exhausted', tries: Array(10).fill(outcome) });
      expect(story.engine.state.noticesAhead.size).toBe(0);
      const seq = story.engine.seq();
      accepted(story.run({ type: 'RecordNoticeTry', noticeId: notice?.id ?? '', outcome }));
      expect(story.engine.seq()).toBe(seq);
    },
  );
});
