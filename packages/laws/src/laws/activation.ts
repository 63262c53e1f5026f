import { dateOf } from '../calendar.ts';
import { isCoverage } from '../chronicle/books.ts';
import { billingStart } from '../chronicle/life.ts';
import { ofChanges, ofFacts, ofLines, ofUse } from '../judges.ts';
import type { EndLaw, StepLaw } from '../law.ts';

const startsOnce = ofFacts(['SubscriptionActivated'], ({ fact, before }) => {
  if (before.startedAt) return `activated ${before.startedAt} and again ${fact.at}`;
  const start = billingStart(before);
  return start === fact.at ? undefined : `activated ${fact.at}, both events by ${start ?? 'never'}`;
});

const startsAtOnce = ofChanges(({ after }) => {
  const start = billingStart(after);
  return start && !after.startedAt && !after.ended ? `both events by ${start}, not activated` : undefined;
});

const startsOnFirstDay = ofLines(({ charge, life }) => {
  if (!isCoverage(charge) || life.coverage || !life.startedAt) return undefined;
  const date = dateOf(life.startedAt);
  return charge.start === date ? undefined : `first covers ${charge.start}, activated ${date}`;
});

const linesTooEarly = ofLines(({ charge, life }) =>
  billingStart(life) ? undefined : `${charge.type} of ${charge.amount} before both events`,
);

const useTooEarly = ofUse(({ usedAt }, life) =>
  billingStart(life) ? undefined : `use of ${usedAt} before both events`,
);

/** When billing starts (RB 15.1). */
export const activationLaws: readonly (StepLaw | EndLaw)[] = [
  {
    id: 'INV-01',
    kind: 'step',
    says: 'No licence line covers a day before licences were assigned and the setup was confirmed.',
    rules: ['ACT-12'],
    judge: ofLines(({ charge, life }) => {
      const start = billingStart(life);
      return start && charge.start < dateOf(start)
        ? `covers ${charge.start}, billing starts ${start}`
        : undefined;
    }),
  },
  {
    id: 'INV-02',
    kind: 'step',
    says: 'No licence line is made before billing starts.',
    rules: ['ACT-12'],
    judge: ofLines(({ charge, life }) => {
      const start = billingStart(life);
      return start && charge.createdAt < start
        ? `made ${charge.createdAt}, billing starts ${start}`
        : undefined;
    }),
  },
  {
    id: 'INV-03',
    kind: 'step',
    says: 'While licences are not assigned or the setup is not confirmed there is neither line nor use.',
    rules: ['ACT-15'],
    judge: (moment) => [...linesTooEarly(moment), ...useTooEarly(moment)],
  },
  {
    id: 'INV-05',
    kind: 'end',
    says: 'What was never activated costs nothing, whatever ended it.',
    rules: ['CAN-11', 'ACT-14'],
    review: ({ lives }) =>
      [...lives.values()]
        .filter(({ startedAt, net }) => startedAt === undefined && net !== 0)
        .map(({ id, net }) => ({ subject: id, found: `never activated, yet ${net}` })),
  },
  {
    id: 'INV-06',
    kind: 'step',
    says: 'Billing starts once, at the later of the two events and exactly then, with the day that is first covered.',
    rules: ['ACT-12'],
    judge: (moment) => [...startsOnce(moment), ...startsAtOnce(moment), ...startsOnFirstDay(moment)],
  },
];
