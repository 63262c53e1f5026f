import { dateOf } from '../calendar.ts';
import { isAdjustment, isCoverage, type Posted } from '../chronicle/books.ts';
import { isActive, type Life, paidThrough, stateOfLife } from '../chronicle/life.ts';
import { ofChanges, ofLines, ofViews } from '../judges.ts';
import type { EndLaw, StepLaw } from '../law.ts';

/** Judges coverage lines that follow another one. */
const ofNextCoverage = (judge: (posted: Posted, paid: string) => string | undefined) =>
  ofLines((posted) => {
    const paid = paidThrough(posted.life);
    return paid && isCoverage(posted.charge) ? judge(posted, paid) : undefined;
  });

const unpaid = (life: Life, date: string): string | undefined => {
  const paid = paidThrough(life) ?? 'nothing';
  return isActive(life) && !(date < paid)
    ? `${stateOfLife(life)} on ${date}, paid through ${paid}`
    : undefined;
};

const dead: ReadonlySet<string> = new Set(['SU', 'CA', 'EX']);

/** Which days are paid for (RB 15.2). */
export const coverageLaws: readonly (StepLaw | EndLaw)[] = [
  {
    id: 'INV-10',
    kind: 'step',
    says: 'No day of a subscription is paid for twice.',
    rules: ['BIL-02', 'BIL-27'],
    judge: ofNextCoverage(({ charge }, paid) =>
      charge.start < paid ? `covers from ${charge.start}, paid through ${paid} already` : undefined,
    ),
  },
  {
    id: 'INV-11',
    kind: 'step',
    says: 'Without a suspension no day since the start of billing is left unpaid.',
    rules: ['BIL-02', 'BIL-04'],
    judge: ofNextCoverage(({ charge, life }, paid) =>
      charge.start > paid && !life.suspended ? `nothing covers ${paid} to ${charge.start}` : undefined,
    ),
  },
  {
    id: 'INV-12',
    kind: 'step',
    says: 'A day is left unpaid only while the subscription is suspended.',
    rules: ['SUS-10', 'SUS-11'],
    judge: ofNextCoverage(({ charge, life: { suspended } }, paid) =>
      suspended && charge.start > paid && (paid < suspended.start || charge.start > suspended.end)
        ? `nothing covers ${paid} to ${charge.start}, suspended ${suspended.start} to ${suspended.end}`
        : undefined,
    ),
  },
  {
    id: 'INV-13',
    kind: 'step',
    says: 'What is active is paid for in advance.',
    rules: ['BIL-04'],
    judge: ofChanges(({ after }, { at }) => unpaid(after, dateOf(at))),
    look: ofViews(({ after }, { now }) => unpaid(after, dateOf(now))),
  },
  {
    id: 'INV-14',
    kind: 'step',
    says: 'A correction lies inside one period that is paid for, and ends with it.',
    rules: ['BIL-22'],
    judge: ofLines(({ charge, life: { coverage } }) => {
      if (!isAdjustment(charge)) return undefined;
      const inside = coverage && charge.start >= coverage.start && charge.start < coverage.end;
      if (inside && charge.end === coverage.end) return undefined;
      return `${charge.start} to ${charge.end}, covered ${coverage?.start} to ${coverage?.end}`;
    }),
  },
  {
    id: 'INV-16',
    kind: 'step',
    says: 'What is suspended or over gets no new service period.',
    rules: ['SUS-04'],
    judge: ofLines(({ charge, life }) => {
      const state = stateOfLife(life);
      return isCoverage(charge) && dead.has(state)
        ? `${charge.type} from ${charge.start} in ${state}`
        : undefined;
    }),
  },
  {
    id: 'INV-17',
    kind: 'end',
    says: 'No licence line is made after the end of its subscription.',
    rules: ['CAN-04'],
    review: ({ books, lives }) =>
      books.order.flatMap(({ charge }) => {
        const end = lives.get(charge.subscriptionId)?.ended?.at;
        return end && !charge.usage && charge.createdAt > end
          ? [{ subject: charge.id, found: `made ${charge.createdAt}, ended ${end}` }]
          : [];
      }),
  },
];
