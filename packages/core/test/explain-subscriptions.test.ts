import { describe, expect, it } from 'vitest';
import { type ChapterName, explainSubscription, readPast } from '../src/index.ts';
import { webhookUrl } from './support/direct.ts';
import { plans } from './support/fixtures.ts';
import { invoicesOf, manually, owing, pay } from './support/owing.ts';
import { accepted, aStory, type Story, type StoryOptions } from './support/story.ts';

const explained = ({ engine }: Story, id: string) => explainSubscription(id, readPast(engine, id));

const sentences = (story: Story, id: string, wanted: ChapterName) =>
  explained(story, id)?.chapters.find(({ name }) => name === wanted)?.sentences ?? [];

/** The words of a chapter, each with the date and hour, and what brought it about. */
const told = (story: Story, id: string, wanted: ChapterName): readonly string[] =>
  sentences(story, id, wanted).map(({ at, text, cause, rules }) =>
    [at?.slice(0, 16), cause && `${cause.name} by ${cause.by}:`, text, `(${rules.join(', ')})`]
      .filter((part) => part !== undefined)
      .join(' '),
  );

/** 10 seats of FX-M from 2020-07-15 on. */
function monthly(options: StoryOptions = {}) {
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z', ...options });
  const id = story.buy('FX-M', 10);
  return { story: story.activate(id), id };
}

const ahead = (story: Story, id: string) => told(story, id, 'ahead');
const last = (story: Story, id: string) => told(story, id, 'story').at(-1);

describe('the story of a subscription', () => {
  it('ACT-12: from the purchase to what runs', () => {
    const { story, id } = monthly();
    expect(explained(story, id)?.headline).toBe(
      `Subscription ${id} is active, and renews at the end of its term (AC)`,
    );
    expect(told(story, id, 'story')).toEqual([
      '2020-07-15T09:00 CheckOutCart by partner: Bought: 10 licences of plan 0001 for P1M, 20.00 USD for a month; it lapses at 2020-08-14 09:00 UTC unless it is activated, by `act.pendingExpiry` = P30D (PUR-15, ACT-14)',
      '2020-07-15T09:00 AssignLicenses by publisher: All licences are assigned: 10 (ACT-10, ACT-13)',
      '2020-07-15T09:00 ConfirmActivation by publisher: The setup is confirmed (ACT-11)',
      '2020-07-15T09:00 ConfirmActivation by publisher: It was activated and billing began: term 1 of 2020-07-15 to 2020-08-14, first period 2020-07-15 to 2020-08-14; it can be cancelled with a refund before 2020-07-16 09:00 UTC, by `cancel.window.monthlyBilled` = PT24H from `cancel.anchor` = orderedAt (ACT-12, GEN-05, CAN-02, CAN-03)',
    ]);
  });

  it('ACT-12: an activation that was accepted comes about, fails or gets stuck later', () => {
    const settings = { 'activation.delay': 'PT1H', 'activation.outcome': 'fail' } as const;
    const { story, id } = monthly({ settings });
    expect(last(story, id)).toBe(
      '2020-07-15T09:00 ConfirmActivation by publisher: Its activation was accepted; what comes of it shows at 2020-07-15 10:00 UTC, by `activation.outcome` = fail and `activation.delay` = PT1H (ACT-12)',
    );
    expect(ahead(story, id)[0]).toBe(
      '2020-07-15T10:00 activation by marketplace: The activation that was accepted fails, and the purchase ends (ACT-12)',
    );
    story.at('2020-07-15T10:00:00Z');
    expect(last(story, id)).toBe(
      '2020-07-15T10:00 activation by marketplace: Its activation, which had been accepted, failed: the purchase ended, and nothing was charged (WHK-06)',
    );
    const later = monthly({ settings: { 'activation.delay': 'PT1H' } });
    expect(ahead(later.story, later.id)[0]).toContain('The activation that was accepted comes about');
    later.story.at('2020-07-15T10:00:00Z');
    expect(last(later.story, later.id)).toMatch(
      /^2020-07-15T10:00 activation by marketplace: It was activated/,
    );
    const stuck = monthly({ settings: { 'activation.outcome': 'stuck' } });
    expect(last(stuck.story, stuck.id)).toContain('nothing comes of it');
    expect(ahead(stuck.story, stuck.id)).toHaveLength(1);
  });

  it('QTY-08: a question, and what became of it', () => {
    const { story, id } = monthly({ offer: { webhookUrl } });
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    expect(told(story, id, 'now')[3]).toMatch(
      /^2020-07-15T09:00 The publisher has not answered yet to quantity 12 \(operation .+\) \(QTY-08, QTY-09\)$/,
    );
    expect(ahead(story, id)[0]).toBe(
      '2020-07-15T17:00 operationDeadline by marketplace: What was asked for, quantity 12, fails unless its webhook arrives, by `op.deliveryTimeout` = PT8H (QTY-08)',
    );
    story.at('2020-07-15T17:00:00Z');
    expect(last(story, id)).toMatch(
      /^2020-07-15T17:00 operationDeadline by marketplace: Failed, and everything stays as it was: quantity 12/,
    );
  });

  it('REN-10: fewer seats with the next term, taken back, and in it', () => {
    const { story, id } = monthly({ settings: { 'qty.decrease': 'atRenewal' } });
    for (const quantity of [8, 10, 7]) accepted(story.change(id, { type: 'SetQuantity', quantity }));
    story.at('2020-08-15T00:00:00Z');
    const all = told(story, id, 'story').filter((text) => text.includes('REN-10'));
    expect(all).toEqual([
      '2020-07-15T09:00 The next term begins with 8; until then it is 10 (REN-10)',
      '2020-07-15T09:00 SetQuantity by partner: The next term begins with the 10 of now (REN-10)',
      '2020-07-15T09:00 The next term begins with 7; until then it is 10 (REN-10)',
      '2020-08-15T00:00 termEnd by marketplace: The term was over and it renewed: term 2, 2020-08-15 to 2020-09-14, at 20.00 USD, with 7 licences (REN-05, REN-11, REN-10, BIL-10)',
    ]);
  });

  it('PLN-07: a plan that its publisher closes to changes', () => {
    const closed = Object.values(plans).map((plan) => ({ ...plan, blocksChanges: true }));
    const { story, id } = monthly({ only: 'perUser', offer: { plans: closed } });
    accepted(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }));
    expect(last(story, id)).toContain(
      'Failed, because its publisher lets nothing change to that plan: plan 0007',
    );
  });

  it('QTY-08: silence is consent, an answer is the publisher’s, and a refused webhook is one too', () => {
    const { story, id } = monthly({ publisher: { answersOperations: true } });
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    expect(ahead(story, id)[0]).toContain(
      'Silence counts as consent to quantity 12, by `op.ackTimeout` = PT10S',
    );
    story.at('2020-07-15T09:00:10Z');
    expect(told(story, id, 'story').at(-2)).toContain(
      'operationDeadline by marketplace: Applied, because silence until the deadline counts as consent: quantity 12',
    );
    accepted(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }));
    const { openOperationId: operationId = '' } = story.subscription(id);
    accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result: 'Failure' }));
    expect(last(story, id)).toContain(
      'AcknowledgeOperation by publisher: Failed, and everything stays as it was: plan 0007',
    );

    const told2 = monthly({ offer: { webhookUrl } });
    accepted(told2.story.change(told2.id, { type: 'SetQuantity', quantity: 12 }));
    const [deliveryId = ''] = told2.story.engine.state.deliveriesAhead.keys();
    accepted(told2.story.change(told2.id, { type: 'RecordDelivery', deliveryId, result: 'refused' }));
    expect(last(told2.story, told2.id)).toContain('RecordDelivery by publisher: Failed');
  });

  it.each([
    ['CAN-11', 'cancelled before it was activated', false, '2020-07-15T10:00:00Z', {}],
    [
      'CAN-04',
      'It was cancelled before 2020-07-16 09:00 UTC, inside the window',
      true,
      '2020-07-15T10:00:00Z',
      {},
    ],
    [
      'CAN-07',
      'It was ended after the window, at once',
      true,
      '2020-07-20T10:00:00Z',
      { 'cancel.afterWindow': 'terminate' },
    ],
    [
      'CAN-06',
      'A cancellation after the window: it runs on and ends with its term on 2020-08-15',
      true,
      '2020-07-20T10:00:00Z',
      {},
    ],
  ] as const)('%s: %s', (rule, words, activated, at, settings) => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z', settings });
    const id = story.buy('FX-M', 10);
    if (activated) story.activate(id);
    accepted(story.at(at).change(id, { type: 'Cancel' }));
    expect(last(story, id)).toContain(`Cancel by partner: `);
    expect(last(story, id)).toContain(words);
    expect(sentences(story, id, 'story').at(-1)?.rules).toContain(rule);
  });

  it.each([
    ['REN-06', 'FX-M', { type: 'SetAutoRenew', autoRenew: false }, 'auto-renew off: it expired'],
    ['REN-07', 'FX-ONCE', undefined, 'its plan does not renew: it expired'],
    ['CAN-06', 'FX-M', { type: 'Cancel' }, 'it ended as the cancellation had planned'],
    ['SUS-12', 'FX-M', { type: 'Suspend' }, 'auto-renew off: it expired'],
  ] as const)('%s: %s at the end of its term', (rule, plan, change, words) => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const id = story.buy(plan, 10);
    story.activate(id).at('2020-07-20T10:00:00Z');
    if (rule === 'SUS-12') accepted(story.change(id, { type: 'SetAutoRenew', autoRenew: false }));
    if (change) accepted(story.change(id, change));
    story.at('2020-08-15T00:00:00Z');
    expect(last(story, id)).toContain(`2020-08-15T00:00 termEnd by marketplace: Its term was over`);
    expect(last(story, id)).toContain(words);
    expect(sentences(story, id, 'story').at(-1)?.rules).toEqual([rule]);
  });

  it('CAN-15: a cancellation after the term had passed while access was off', () => {
    const { story, id } = monthly();
    accepted(story.change(id, { type: 'Suspend' }));
    accepted(story.at('2020-08-20T00:00:00Z').change(id, { type: 'Cancel' }));
    expect(last(story, id)).toContain('Cancel by partner: Its term had passed while access was off');
  });

  it('SUS-01, SUS-06: access that its partner took away', () => {
    const { story, id } = monthly();
    accepted(story.change(id, { type: 'Suspend' }));
    const grace = 'by `suspend.grace.partner` = P90D';
    expect(last(story, id)).toContain(
      `Suspend by partner: Its partner took access away; unless that changes it ends at 2020-10-13 09:00 UTC, ${grace}`,
    );
    expect(told(story, id, 'now')).toContain(
      '2020-07-15T09:00 Access is off because its partner took it away (SUS-01, SUS-06)',
    );
    expect(ahead(story, id)[0]).toContain('The window for a cancellation with a refund ends');
    expect(ahead(story, id)[1]).toBe(
      `2020-10-13T09:00 graceEnd by marketplace: It ends unless its partner gives access back before, ${grace} (SUS-06)`,
    );
    story.at('2020-10-13T09:00:00Z');
    expect(last(story, id)).toContain(
      'graceEnd by marketplace: Its partner had taken access away and never gave it back',
    );
    expect(ahead(story, id)).toEqual([]);
  });

  it('SUS-02, BIL-15: a payment that was missed, and that arrives', () => {
    const { story, id } = owing('FX-M', { settings: { 'invoice.netDays': 3 } });
    story.at('2020-08-15T00:00:00Z');
    expect(last(story, id)).toContain(
      'periodEnd by marketplace: Its account is past due, so access is off from the end of what is paid for on, by `suspend.onPastDue` = atBoundary',
    );
    const [invoiceId = ''] = invoicesOf(story);
    expect(told(story, id, 'now')).toContain(
      `2020-08-12T00:00 Invoice ${invoiceId} of 200.00 USD, due on 2020-08-11, is past due (BIL-15, SUS-02)`,
    );
    expect(ahead(story, id)[0]).toContain(
      '2020-09-14T00:00 graceEnd by marketplace: It ends unless the payment arrives before, by `suspend.grace.payment` = P30D',
    );
    accepted(pay(story, invoiceId));
    const back = told(story, id, 'story');
    expect(back.find((text) => text.includes('Asked for: the reinstatement'))).toContain(
      'RecordPayment by partner',
    );
    expect(back.find((text) => text.includes('turned'))).toBeUndefined();
  });

  it('SUS-07: two causes, of which each must clear', () => {
    const { story, id } = owing('FX-M', {
      settings: { 'invoice.netDays': 3, 'suspend.onPastDue': 'immediate' },
    });
    accepted(story.change(id, { type: 'Suspend' }));
    story.at('2020-08-12T00:00:00Z');
    expect(last(story, id)).toContain('A payment was missed too');
    accepted(story.change(id, { type: 'Reactivate' }));
    expect(last(story, id)).toContain(
      'Reactivate by partner: Its partner gave access back, but a payment is still missing',
    );
  });
});

describe('what comes next', () => {
  it('ACT-14: a purchase lapses', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z', settings: { 'act.pendingExpiry': 'P5D' } });
    const id = story.buy('FX-M', 10);
    accepted(story.run({ type: 'ChangeSetting', name: 'act.pendingExpiry', value: 'P9D' }));
    expect(ahead(story, id)).toEqual([
      '2020-07-20T09:00 pendingExpiry by marketplace: The purchase lapses unless it is activated before, by `act.pendingExpiry` = P5D from the order (ACT-14)',
    ]);
    story.at('2020-07-20T09:00:00Z');
    expect(last(story, id)).toContain('pendingExpiry by marketplace: It was not activated in time');
  });

  it('CAN-03, REN-05: the window, then the renewal at the price of now', () => {
    const { story, id } = monthly();
    expect(ahead(story, id)).toEqual([
      '2020-07-16T09:00 The window for a cancellation with a refund ends, by `cancel.window.monthlyBilled` = PT24H and `cancel.anchor` = orderedAt (billing cycle monthly); after it `cancel.afterWindow` = schedule (CAN-02, CAN-03, CAN-06)',
      '2020-08-15T00:00 termEnd by marketplace: Term 1 is over and it renews, as auto-renew is on: 2020-08-15 to 2020-09-14, now at 20.00 USD (REN-05, BIL-10)',
    ]);
  });

  it('BIL-25, REN-06, CAN-06, REN-07: the other ways in which a term ends', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const trial = story.buy('FX-T', 10);
    expect(ahead(story.activate(trial), trial).at(-1)).toContain(
      'The trial is over and it turns into a paid term',
    );
    const off = story.buy('FX-M', 10);
    accepted(story.activate(off).change(off, { type: 'SetAutoRenew', autoRenew: false }));
    expect(ahead(story, off).at(-1)).toContain('auto-renew is off, it expires (REN-06)');
    const once = story.buy('FX-ONCE', 10);
    expect(ahead(story.activate(once), once).at(-1)).toContain(
      'the plan does not renew, it expires (REN-07)',
    );
    const planned = story.buy('FX-M', 10);
    accepted(story.activate(planned).at('2020-07-20T00:00:00Z').change(planned, { type: 'Cancel' }));
    expect(ahead(story, planned).at(-1)).toContain('the planned cancellation ends it (CAN-06)');
  });

  it('BIL-04: the next period, and after it the end of the term', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const id = story.buy('FX-Y', 10);
    const [, period, term] = ahead(story.activate(id), id);
    expect(period).toContain(
      '2020-08-15T00:00 periodEnd by marketplace: The next period begins and is charged',
    );
    expect(term).toContain('2021-07-15T00:00 termEnd');
  });

  it('REN-08, SUS-02: what happens instead while the account is past due', () => {
    const story = manually({ settings: { 'invoice.netDays': 3 } });
    const [monthlyId, yearly] = [story.buy('FX-M', 10), story.buy('FX-Y', 10)];
    story.activate(monthlyId).activate(yearly).at('2020-08-13T00:00:00Z');
    const instead = 'its account is past due, so access is taken away instead of a charge';
    expect(ahead(story, monthlyId).at(-1)).toContain(`Term 1 is over, and ${instead} (REN-08, SUS-02)`);
    expect(ahead(story, yearly)[0]).toContain(`The period is over, and ${instead} (SUS-02, REN-08)`);
  });

  it('BIL-15: payments, by themselves or past due', () => {
    const { story, id } = monthly({ settings: { 'invoice.netDays': 3 } });
    story.at('2020-08-08T00:00:00Z');
    expect(ahead(story, id)[0]).toMatch(
      /^2020-08-11T00:00 payment by marketplace: Invoice G\d+ of 200.00 USD is paid on its due date, by `payments` = auto \(BIL-15\)$/,
    );
  });
});

it('nothing is said about what is not there', () => {
  expect(explained(aStory(), 'none')).toBeUndefined();
});
