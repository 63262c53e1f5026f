import { describe, expect, it } from 'vitest';
import { accessTo, stateOf } from '../src/index.ts';
import { ahead, webhookUrl } from './support/direct.ts';
import { invoicesOf, manually, owing, pay, suspendedFor } from './support/owing.ts';
import { accepted, refused } from './support/story.ts';

const off = { type: 'SetAutoRenew', autoRenew: false } as const;
const suspend = { type: 'Suspend' } as const;
const reactivate = { type: 'Reactivate' } as const;
const immediate = { settings: { 'suspend.onPastDue': 'immediate' } } as const;

describe('SUS-02, REN-08: past due at a boundary', () => {
  it('suspends instead of renewing, without a line: invoice of 08-08, boundary 10-15', () => {
    const { story, id, state } = owing();
    story.at('2020-10-14T23:59:59.999Z');
    expect(state()).toBe('AC');
    const before = story.lines(id);
    story.at('2020-10-15T00:00:00Z');
    expect(state()).toBe('SU');
    expect(suspendedFor(story, id)).toEqual([['payment', '2020-11-14']]);
    expect(story.lines(id)).toEqual(before);
  });

  it.each(['AC', 'EN'])('suspends inside a term too, also what ends with it: %s', (from) => {
    const { story, id, state } = owing('FX-Y');
    if (from === 'EN') accepted(story.change(id, off));
    story.at('2020-10-15T00:00:00Z');
    expect([state(), story.lines(id).length]).toEqual(['SU', 3]);
  });

  it('leaves what is paid for: a year that was paid at once goes on to its end', () => {
    const { story, state } = owing('FX-A');
    story.at('2021-07-14T23:59:59.999Z');
    expect(state()).toBe('AC');
    story.at('2021-07-15T00:00:00Z');
    expect(state()).toBe('SU');
  });

  it('suspends a trial at its end, which it does not convert', () => {
    const { story, id } = owing('FX-F');
    story.at('2020-09-15T10:00:00Z');
    const trial = story.buy('FX-T', 1);
    story.activate(trial).at('2020-10-14T23:59:59.999Z');
    expect(stateOf(story.subscription(trial))).toBe('TR');
    story.at('2020-10-15T00:00:00Z');
    expect(stateOf(story.subscription(trial))).toBe('SU');
    expect(story.lines(trial)).toHaveLength(1);
    accepted(pay(story.at('2020-10-20T10:00:00Z'), invoicesOf(story)[0]));
    expect(story.lines(trial).at(-1)).toEqual(['renew', '2020-10-20', '2020-11-20', 200]);
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('lets expire what does not renew', () => {
    const { story, id, state } = owing('FX-M', { startsAt: '2020-07-15T09:00:00Z' });
    const once = story.buy('FX-ONCE');
    story.activate(once).at('2020-08-15T00:00:00Z');
    expect(stateOf(story.subscription(once))).toBe('EX');
    accepted(story.at('2020-10-10T00:00:00Z').change(id, off));
    story.at('2020-10-15T00:00:00Z');
    expect(state()).toBe('EX');
  });

  it('GEN-03: falls past due before the boundary of the same instant', () => {
    const { story, state } = owing('FX-M', { startsAt: '2020-07-08T09:00:00Z' });
    story.at('2020-10-08T00:00:00Z');
    expect(state()).toBe('SU');
  });

  it('ends an open change as a conflict, and tells the publisher', () => {
    const { story, id } = owing('FX-M', { offer: { webhookUrl } });
    accepted(story.at('2020-10-14T23:59:59Z').change(id, { type: 'SetQuantity', quantity: 11 }));
    const operationId = story.subscription(id).openOperationId ?? '';
    story.at('2020-10-15T00:00:00Z');
    expect(story.engine.state.operations.get(operationId)?.status).toBe('Conflict');
    expect(ahead(story).at(-1)?.action).toBe('Suspend');
  });

  it('is about the account of whoever pays, in either channel', () => {
    const { story, id, state } = owing();
    const own = story.buyDirect('FX-Y');
    story.activate(own).at('2020-10-08T00:00:00Z');
    accepted(pay(story, invoicesOf(story)[0]));
    story.at('2020-10-15T00:00:00Z');
    expect([state(id), state(own)]).toEqual(['AC', 'SU']);
    story.at('2020-11-08T00:00:00Z');
    accepted(pay(story, invoicesOf(story)[1]));
    expect([state(id), state(own)]).toEqual(['AC', 'SU']);
    for (const invoiceId of invoicesOf(story, story.customer.id).slice(0, 2)) accepted(pay(story, invoiceId));
    expect(state(own)).toBe('AC');
  });
});

describe('SUS-02, immediate: past due takes access away on that day', () => {
  it('from all that the account pays for, trials too, and gives it back without a line', () => {
    const { story, id, state } = owing('FX-F', immediate);
    story.at('2020-09-20T00:00:00Z');
    const trial = story.buy('FX-T', 1);
    story.activate(trial).at('2020-10-07T23:59:59.999Z');
    expect([state(), state(trial)]).toEqual(['AC', 'TR']);
    story.at('2020-10-08T00:00:00Z');
    expect([state(), state(trial)]).toEqual(['SU', 'SU']);
    const [pending, before] = [story.buy('FX-M'), story.lines(id)];
    accepted(pay(story.at('2020-10-10T00:00:00Z'), invoicesOf(story)[0]));
    expect([state(), state(trial), state(pending)]).toEqual(['AC', 'TR', 'PN']);
    expect(story.lines(id)).toEqual(before);
  });

  it('adds its cause to a suspension by the partner', () => {
    const { story, id } = owing('FX-A', immediate);
    accepted(story.at('2020-10-01T00:00:00Z').change(id, suspend));
    story.at('2020-10-08T00:00:00Z');
    expect(suspendedFor(story, id)).toEqual([
      ['partner', '2020-12-30'],
      ['payment', '2020-11-07'],
    ]);
    story.at('2020-12-01T00:00:00Z');
    expect(story.subscription(id)).toMatchObject({
      reason: 'nonPayment',
      endedAt: '2020-11-07T00:00:00.000Z',
    });
  });

  it('a second invoice past due changes nothing more', () => {
    const { story, id } = owing('FX-Y', {
      settings: { ...immediate.settings, 'suspend.grace.payment': 'P90D' },
    });
    story.at('2020-11-10T00:00:00Z');
    expect(suspendedFor(story, id)).toEqual([['payment', '2021-01-06']]);
  });
});

describe('SUS-05: the end of the grace', () => {
  it('cancels after 720 hours, without a refund, and tells the publisher', () => {
    const { story, id, state } = owing('FX-M', { offer: { webhookUrl } });
    story.at('2020-11-13T23:59:59.999Z');
    expect(state()).toBe('SU');
    const before = story.lines(id);
    story.at('2020-11-14T00:00:00Z');
    expect(story.subscription(id)).toMatchObject({ phase: 'ended', reason: 'nonPayment' });
    expect([state(), story.lines(id)]).toEqual(['CA', before]);
    expect(ahead(story).at(-1)?.action).toBe('Unsubscribe');
  });

  it('keeps the grace that held when the payment was missed', () => {
    const { story, state } = owing();
    story.at('2020-10-15T00:00:00Z');
    accepted(story.run({ type: 'ChangeSetting', name: 'suspend.grace.payment', value: 'P1D' }));
    story.at('2020-11-13T23:59:59.999Z');
    expect(state()).toBe('SU');
  });

  it('is over when the payment comes at its very instant, and not a millisecond before', () => {
    const at = (instant: string) => {
      const { story, state } = owing();
      accepted(pay(story.at(instant), invoicesOf(story)[0]));
      accepted(pay(story, invoicesOf(story)[1]));
      return state();
    };
    expect([at('2020-11-13T23:59:59.999Z'), at('2020-11-14T00:00:00Z')]).toEqual(['AC', 'CA']);
  });
});

describe('SUS-07: the payment arrives', () => {
  it('brings a new term from that day where the term is over: 10-20', () => {
    const { story, id, state } = owing();
    accepted(pay(story.at('2020-10-20T12:00:00Z'), invoicesOf(story)[0]));
    expect(state()).toBe('AC');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-10-20', '2020-11-20', 20_000]);
  });

  it('SUS-10: charges the days that are left of a period', () => {
    const { story, id } = owing('FX-Y');
    accepted(pay(story.at('2020-10-20T12:00:00Z'), invoicesOf(story)[0]));
    expect(story.lines(id).at(-1)).toEqual(['cycleCharge', '2020-10-20', '2020-11-15', 8_390]);
  });

  it('only when nothing else is past due', () => {
    const { story, state } = owing('FX-M');
    story.at('2020-11-09T00:00:00Z');
    const [july, august] = invoicesOf(story);
    accepted(pay(story, july));
    expect(state()).toBe('SU');
    accepted(pay(story, august));
    expect(state()).toBe('AC');
  });

  it('asks the publisher; its refusal keeps access off, the grace running, and the partner may ask again', () => {
    const { story, id, state } = owing('FX-M', {
      publisher: { answersOperations: true },
      settings: { 'reinstate.ack': 'on' },
    });
    story.at('2020-10-20T12:00:00Z');
    expect(refused(story.change(id, reactivate))).toBe('statusChangeNotAllowed');
    accepted(pay(story, invoicesOf(story)[0]));
    const operationId = story.subscription(id).openOperationId ?? '';
    expect([state(), story.engine.state.operations.get(operationId)?.action]).toEqual(['SU', 'Reinstate']);
    accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result: 'Failure' }));
    expect(suspendedFor(story, id)).toEqual([['payment', '2020-11-14']]);
    accepted(story.change(id, reactivate));
    story.at('2020-10-20T12:00:10Z');
    expect(state()).toBe('AC');
  });

  it('once: while the publisher thinks, another payment asks no second time', () => {
    const { story, id } = owing('FX-M', {
      publisher: { answersOperations: true },
      settings: { 'op.ackTimeout': 'P30D' },
    });
    accepted(pay(story.at('2020-11-01T00:00:00Z'), invoicesOf(story)[0]));
    const { openOperationId } = story.subscription(id);
    accepted(pay(story.at('2020-11-09T00:00:00Z'), invoicesOf(story)[1]));
    expect(story.subscription(id).openOperationId).toBe(openOperationId);
    expect(openOperationId).toBeDefined();
  });

  it('a payment of what was not overdue does not ask a publisher that has refused', () => {
    const { story, id } = owing('FX-M', {
      publisher: { answersOperations: true },
      settings: { 'reinstate.ack': 'on' },
    });
    accepted(pay(story.at('2020-10-20T00:00:00Z'), invoicesOf(story)[0]));
    const operationId = story.subscription(id).openOperationId ?? '';
    accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result: 'Failure' }));
    accepted(pay(story, invoicesOf(story)[1]));
    expect(story.subscription(id).openOperationId).toBeUndefined();
  });

  it('by itself, where payments are set to come by themselves', () => {
    const { story, state } = owing();
    story.at('2020-10-20T00:00:00Z');
    accepted(story.run({ type: 'ChangeSetting', name: 'payments', value: 'auto' }));
    expect(state()).toBe('AC');
  });
});

describe('SUS-01, SUS-07: both causes', () => {
  const both = () => {
    const owed = owing();
    accepted(owed.story.at('2020-08-01T00:00:00Z').change(owed.id, suspend));
    owed.story.at('2020-10-15T00:00:00Z');
    return owed;
  };

  it('partner 08-01, past due at the boundary of 10-15: the reasons are both, the nearer grace ends it', () => {
    const { story, id, state } = both();
    expect(suspendedFor(story, id)).toEqual([
      ['partner', '2020-10-30'],
      ['payment', '2020-11-14'],
    ]);
    story.at('2020-10-30T00:00:00Z');
    expect([state(), story.subscription(id)]).toMatchObject(['CA', { reason: 'suspensionExpired' }]);
  });

  it('at the very instant at which the account falls past due, and after a trial counted in days', () => {
    const same = owing('FX-M', { startsAt: '2020-07-08T09:00:00Z' });
    accepted(same.story.at('2020-08-01T00:00:00Z').change(same.id, suspend));
    same.story.at('2020-10-08T00:00:00Z');
    expect(suspendedFor(same.story, same.id)).toHaveLength(2);
    const { story } = owing('FX-F', { settings: { 'trial.duration': 'P30D' } });
    story.at('2020-07-20T00:00:00Z');
    const trial = story.buy('FX-T', 1);
    accepted(story.activate(trial).at('2020-08-01T00:00:00Z').change(trial, suspend));
    story.at('2020-10-18T23:59:59.999Z');
    expect(suspendedFor(story, trial)).toHaveLength(1);
    story.at('2020-10-19T00:00:00Z');
    expect(suspendedFor(story, trial)).toHaveLength(2);
  });

  it('not at a boundary at which the account was still good', () => {
    const { story, id } = owing();
    accepted(story.at('2020-08-01T00:00:00Z').change(id, suspend));
    story.at('2020-10-14T23:59:59.999Z');
    expect(suspendedFor(story, id)).toEqual([['partner', '2020-10-30']]);
  });

  it('nor one at which it was good again', () => {
    const { story, id } = owing();
    accepted(story.at('2020-08-01T00:00:00Z').change(id, suspend));
    accepted(pay(story.at('2020-10-10T00:00:00Z'), invoicesOf(story)[0]));
    story.at('2020-10-15T00:00:00Z');
    expect(suspendedFor(story, id)).toEqual([['partner', '2020-10-30']]);
  });

  it('suspended by the partner while the account is past due, and paid: the grace of the partner is what is left', () => {
    const { story, id, state } = owing('FX-M', { settings: { 'suspend.grace.partner': 'P20D' } });
    accepted(story.at('2020-10-09T00:00:00Z').change(id, suspend));
    accepted(pay(story.at('2020-10-10T00:00:00Z'), invoicesOf(story)[0]));
    story.at('2020-10-28T23:59:59.999Z');
    expect(suspendedFor(story, id)).toEqual([['partner', '2020-10-29']]);
    story.at('2020-10-29T00:00:00Z');
    expect([state(), story.subscription(id)]).toMatchObject(['CA', { reason: 'suspensionExpired' }]);
  });

  it('the partner first: what is owed still keeps access off, until it is paid', () => {
    const { story, id, state } = both();
    accepted(story.change(id, reactivate));
    expect(suspendedFor(story, id)).toEqual([['payment', '2020-11-14']]);
    expect(refused(story.change(id, reactivate))).toBe('statusChangeNotAllowed');
    story.at('2020-10-31T00:00:00Z');
    accepted(pay(story, invoicesOf(story)[0]));
    expect(state()).toBe('AC');
  });

  it('the payment first: the partner still keeps access off, until it reactivates', () => {
    const { story, id, state } = both();
    accepted(pay(story, invoicesOf(story)[0]));
    expect(suspendedFor(story, id)).toEqual([['partner', '2020-10-30']]);
    accepted(story.change(id, reactivate));
    expect(state()).toBe('AC');
  });

  it('an open reinstatement ends as a conflict when the payment is missed', () => {
    const { story, id } = owing('FX-M', { offer: { webhookUrl } });
    accepted(story.at('2020-08-01T00:00:00Z').change(id, suspend));
    accepted(story.at('2020-10-14T23:00:00Z').change(id, reactivate));
    const operationId = story.subscription(id).openOperationId ?? '';
    story.at('2020-10-15T00:00:00Z');
    expect(story.engine.state.operations.get(operationId)?.status).toBe('Conflict');
    expect(suspendedFor(story, id)).toHaveLength(2);
  });
});

describe('SUS-14, SUS-15: access', () => {
  it('SUS-14: is there while a subscription is active, past due or not, and at no other time', () => {
    const { story, id, state } = owing();
    const granted = () => [state(), accessTo(story.subscription(id)).granted];
    expect(granted()).toEqual(['AC', true]);
    story.at('2020-10-14T23:59:59.999Z');
    expect(granted()).toEqual(['AC', true]);
    story.at('2020-10-15T00:00:00Z');
    expect(granted()).toEqual(['SU', false]);
    story.at('2020-11-14T00:00:00Z');
    expect(granted()).toEqual(['CA', false]);
  });

  it('SUS-15: while it is off, data is kept until the grace is over', () => {
    const { story, id } = owing();
    story.at('2020-10-15T00:00:00Z');
    const dataKeptUntil = '2020-11-14T00:00:00.000Z';
    expect(accessTo(story.subscription(id))).toEqual({ granted: false, dataKeptUntil });
    const waiting = manually();
    expect(accessTo(waiting.subscription(waiting.buy('FX-M')))).toEqual({ granted: false });
  });
});
