import { describe, expect, it } from 'vitest';
import { stateOf } from '../src/index.ts';
import { accepted, aStory, refusal, refused } from './support/story.ts';

const quantity = (n: number) => ({ type: 'SetQuantity', quantity: n }) as const;

const active = (options: Parameters<typeof aStory>[0] = {}) => {
  const story = aStory(options);
  const id = story.buy('FX-M', 10);
  story.activate(id);
  return { story, id };
};

describe('QTY-03, QTY-04, QTY-05: values', () => {
  it.each([0, -1, 101, 1.5, Number.NaN])('QTY-03: refuses %d seats', (n) => {
    const { story, id } = active();
    expect(refusal(story.change(id, quantity(n)))).toEqual({
      code: 'quantityOutOfRange',
      asked: n,
      minimum: 1,
      maximum: 100,
    });
  });

  it.each([1, 100])('QTY-03: accepts the limit %d itself', (n) => {
    const { story, id } = active();
    accepted(story.change(id, quantity(n)));
    expect(story.subscription(id).quantity).toBe(n);
  });

  it('QTY-01, QTY-06: seats are added and taken away by the number that is wanted, at any time of the term', () => {
    const { story, id } = active();
    for (const [at, n] of [
      ['2020-07-15T00:00:00Z', 15],
      ['2020-07-25T00:00:00Z', 8],
      ['2020-08-13T23:59:59.999Z', 20],
    ] as const) {
      accepted(story.at(at).change(id, quantity(n)));
      expect(story.subscription(id).quantity).toBe(n);
    }
  });

  it('QTY-02: not before the activation, while suspended, or after the end', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    expect(refused(story.change(id, quantity(11)))).toBe('notWhilePending');
    accepted(story.activate(id).change(id, { type: 'Suspend' }));
    expect(refused(story.change(id, quantity(9)))).toBe('notWhileSuspended');
    accepted(story.change(id, { type: 'Cancel' }));
    expect(refused(story.change(id, quantity(9)))).toBe('subscriptionEnded');
  });

  it('QTY-04: a flat rate has no seats', () => {
    const story = aStory();
    const id = story.buy('FX-F');
    expect(refused(story.activate(id).change(id, quantity(2)))).toBe('quantityNotChangeable');
  });

  it('QTY-05: the same quantity does nothing, not even to the etag', () => {
    const { story, id } = active();
    const before = story.subscription(id);
    expect(accepted(story.change(id, quantity(10)))).toEqual([]);
    expect(story.subscription(id)).toBe(before);
  });

  it('QTY-07: where the policy says so, seats go away only inside the window', () => {
    const { story, id } = active({ profile: 'nce-7d' });
    accepted(story.change(id, quantity(9)));
    story.at('2020-07-25T00:00:00Z');
    expect(refused(story.change(id, quantity(8)))).toBe('decreaseNotAllowed');
    accepted(story.change(id, quantity(12)));
  });
});

describe('a sandbox account', () => {
  it('has at most 25 licences per subscription', () => {
    const { story, id } = active({ partner: { sandbox: true } });
    accepted(story.change(id, quantity(25)));
    expect(refusal(story.change(id, quantity(26)))).toMatchObject({ code: 'sandboxLimitExceeded' });
  });
});

describe('QTY-11..QTY-16: lines of a change', () => {
  it('QTY-13: on the first day the whole line is credited and charged anew', () => {
    const { story, id } = active();
    accepted(story.change(id, quantity(15)));
    expect(
      story
        .lines(id)
        .slice(1)
        .map(([, , , amount]) => amount),
    ).toEqual([-20_000, 30_000]);
  });

  it('on the last day one day is left', () => {
    const { story, id } = active();
    accepted(story.at('2020-08-13T23:59:59.999Z').change(id, quantity(11)));
    expect(story.lines(id).slice(1)).toEqual([
      ['addQuantity', '2020-08-13', '2020-08-14', -650],
      ['addQuantity', '2020-08-13', '2020-08-14', 715],
    ]);
  });

  it('INV-26: seats added and taken away on one day net to nothing', () => {
    const { story, id } = active();
    story.at('2020-07-20T08:00:00Z');
    accepted(story.change(id, quantity(17)));
    accepted(story.change(id, quantity(10)));
    expect(story.net(id)).toBe(20_000);
  });

  it('QTY-15: neither term nor anchor nor window move', () => {
    const { story, id } = active();
    const before = story.subscription(id);
    accepted(story.at('2020-07-20T08:00:00Z').change(id, quantity(17)));
    expect(story.subscription(id)).toMatchObject({
      term: before.phase === 'running' ? before.term : undefined,
      windowEndsAt: before.windowEndsAt,
    });
  });
});

it('QTY-11: a change that completes as its period ends costs nothing in it, and the next period has it', () => {
  const { story, id } = active({
    publisher: { answersOperations: true },
    settings: { 'op.ackTimeout': 'P3D' },
  });
  accepted(story.at('2020-08-11T00:00:00Z').change(id, quantity(15)));
  story.at('2020-08-14T00:00:00Z');
  expect(story.lines(id)).toEqual([
    ['new', '2020-07-14', '2020-08-14', 20_000],
    ['renew', '2020-08-14', '2020-09-14', 30_000],
  ]);
});

describe('QTY-08, QTY-09: the publisher is asked', () => {
  const asked = () => {
    const { story, id } = active({ publisher: { answersOperations: true } });
    story.at('2020-07-25T10:00:00Z');
    accepted(story.change(id, quantity(15)));
    return { story, id, operationId: story.subscription(id).openOperationId ?? '' };
  };
  const answer = (operationId: string, result: 'Success' | 'Failure') =>
    ({ type: 'AcknowledgeOperation', operationId, result }) as const;

  it('nothing changes until it answers', () => {
    const { story, id } = asked();
    expect(story.subscription(id).quantity).toBe(10);
    expect(story.lines(id)).toHaveLength(1);
  });

  it('success applies the change at that instant', () => {
    const { story, id, operationId } = asked();
    accepted(story.at('2020-07-25T10:00:03Z').change(id, answer(operationId, 'Success')));
    expect(story.subscription(id)).toMatchObject({ quantity: 15 });
    expect(story.engine.state.operations.get(operationId)).toMatchObject({
      status: 'Succeeded',
      closedAt: '2020-07-25T10:00:03.000Z',
    });
  });

  it('INV-55: failure leaves everything as it was', () => {
    const { story, id, operationId } = asked();
    const ledger = story.charges(id);
    accepted(story.change(id, answer(operationId, 'Failure')));
    expect(story.subscription(id)).toMatchObject({ quantity: 10 });
    expect(story.subscription(id)).not.toHaveProperty('openOperationId');
    expect(story.charges(id)).toEqual(ledger);
    expect(story.engine.state.operations.get(operationId)?.status).toBe('Failed');
  });

  it('silence is consent after ten seconds', () => {
    const { story, id, operationId } = asked();
    expect(story.at('2020-07-25T10:00:09.999Z').subscription(id).quantity).toBe(10);
    expect(story.at('2020-07-25T10:00:10Z').subscription(id).quantity).toBe(15);
    expect(refused(story.change(id, answer(operationId, 'Failure')))).toBe('operationClosed');
  });

  it('QTY-11: the date of the answer counts, not that of the request', () => {
    const { story, id } = active({ publisher: { answersOperations: true } });
    story.at('2020-07-25T23:59:55Z');
    accepted(story.change(id, quantity(11)));
    story.at('2020-07-26T00:00:05Z');
    // 14 July to 14 August: 19 of 31 days are left from the 26th.
    expect(story.lines(id).at(-1)).toEqual(['addQuantity', '2020-07-26', '2020-08-14', 11 * 1226]);
  });

  it('QTY-09: a second change has to wait', () => {
    const { story, id, operationId } = asked();
    expect(refusal(story.change(id, quantity(12)))).toEqual({ code: 'operationInProgress', operationId });
  });

  it('knows no other operation, nor that of another subscription', () => {
    const { story, id, operationId } = asked();
    const other = story.buy('FX-M', 1);
    story.activate(other);
    expect(refused(story.change(id, answer('unknown', 'Success')))).toBe('operationNotFound');
    expect(refused(story.change(other, answer(operationId, 'Success')))).toBe('operationNotFound');
  });

  it('REN-06: an open change fails when the term ends without renewal', () => {
    const { story, id } = active({ publisher: { answersOperations: true } });
    accepted(story.change(id, { type: 'SetAutoRenew', autoRenew: false }));
    story.at('2020-08-13T23:59:55Z');
    accepted(story.change(id, quantity(12)));
    const operationId = story.subscription(id).openOperationId ?? '';
    story.at('2020-08-14T00:00:00Z');
    expect(stateOf(story.subscription(id))).toBe('EX');
    expect(story.engine.state.operations.get(operationId)?.status).toBe('Conflict');
  });
});
