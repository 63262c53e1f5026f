import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAgenda } from '../src/agenda.ts';
import { compareDue, type Due } from '../src/due.ts';
import { day, startOf } from '../src/time.ts';

const dues = fc.record({
  at: fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03').map((date) => startOf(day(date))),
  kind: fc.constantFrom('graceEnd', 'termEnd', 'periodEnd'),
  subjectId: fc.constantFrom('a', 'b', 'c', 'd'),
});

/** What an agenda does, told by a list that is sorted again and again. */
const steps = fc.array(
  fc.oneof({ weight: 3, arbitrary: dues }, { weight: 2, arbitrary: fc.constant('take') }),
);

describe('GEN-03: due work on the agenda', () => {
  it('comes in order of instant, class and subject, equal work in order of addition, whenever it is added', () => {
    fc.assert(
      fc.property(steps, (run) => {
        const agenda = createAgenda();
        let expected: readonly Due[] = [];
        const takeOne = (): void => {
          expect(agenda.nextAt()).toBe(expected[0]?.at);
          expect(agenda.take()).toBe(expected[0]);
          expected = expected.slice(1);
        };
        for (const step of run) {
          if (typeof step === 'string') takeOne();
          else {
            agenda.add(step);
            expected = [...expected, step].toSorted(compareDue);
          }
        }
        while (expected.length > 0) takeOne();
        expect(agenda.nextAt()).toBeUndefined();
        expect(agenda.take()).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
