import { addDays, addMonths, day } from '@marketsim/core';
import { z } from 'zod';
import { bending } from '../alters.ts';
import { declareFault } from '../fault-kind.ts';
import { withMembers, withObjects } from '../json.ts';
import type { Pitfall } from '../pitfall.ts';

const months: Readonly<Record<string, number>> = { P1M: 1, P1Y: 12, P2Y: 24, P3Y: 36 };

const midnight = (date: string): string => `${date}T00:00:00Z`;

interface Term {
  readonly startDate: string;
  readonly termUnit: string;
}

/** The same JSON with other dates in every term that has some. */
const withDates = (value: unknown, dates: (term: Term) => object): unknown =>
  withObjects(value, (object) => {
    const { startDate, termUnit } = object;
    const isTerm = typeof startDate === 'string' && typeof termUnit === 'string';
    return isTerm ? { ...object, ...dates({ startDate, termUnit }) } : object;
  });

/** Starts, ends and lengths of terms (SF 2.2, 5.3). */
export const termPitfalls: readonly Pitfall[] = [
  {
    id: 'F12',
    kind: 'state',
    title: 'endDate is the last day of the term, not the first day after it',
    symptom:
      'a term of a month that starts on the 5th ends on the 4th; access that ends with the start of that day ends a day early',
    correct: 'takes endDate as a day that is still paid for',
    source: 'recordings; azure-docs #82259',
    play: async (stage) => {
      const id = stage.active();
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F13',
    kind: 'fault',
    title: 'An annual subscription with the dates of one month',
    symptom: 'termUnit is P1Y, and endDate lies a month after startDate',
    correct: 'reckons the end of the contract from termUnit and the first startDate',
    source: 'azure-docs #47230',
    fault: declareFault({
      does: 'shows every term with the end of its first month',
      ...bending((value) =>
        withDates(value, ({ startDate }) => ({
          endDate: midnight(addDays(addMonths(day(startDate.slice(0, 10)), 1), -1)),
        })),
      ),
    }),
    play: async (stage) => {
      const id = stage.active({ term: 'P1Y' });
      stage.strike();
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F14',
    kind: 'fault',
    title: 'A length of the term that the client does not know',
    symptom:
      'termUnit is P18M, PAY or something else that no enumeration of the client has: deserialization fails, the landing page answers 500',
    correct: 'takes termUnit as text and shows what it does not know',
    source: 'SaaS Accelerator #290, PR 903; client-dotnet PR 86',
    fault: declareFault({
      does: 'shows P18M, or the unit that is given, as the length of every term',
      parameters: z.strictObject({ unit: z.string().min(1).max(20).default('P18M') }),
      request: {
        routes: ['S1', 'S2', 'S3'],
        act: ({ parameters: { unit } }) => ({
          kind: 'alter',
          alter: (body) => withMembers(body, 'termUnit', () => unit),
        }),
      },
      webhook: {
        change: ({ parameters: { unit } }) => ({
          payload: (payload) => withMembers(payload, 'termUnit', () => unit),
        }),
      },
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F42',
    kind: 'fault',
    title: 'A Renew webhook that still has the dates of the old term',
    symptom: 'a handler that extends by the dates of the webhook extends twice, or not at all',
    correct: 'reads the subscription after a Renew and sets the end of the term to what stands there',
    source: 'azure-docs #86401, #71580',
    fault: declareFault({
      does: 'shows the term before in Renew webhooks',
      webhook: {
        actions: ['Renew'],
        change: () => ({ payload: (payload) => withDates(payload, before) }),
      },
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      await stage.advance('P1M');
      await stage.hear(id, 200);
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
];

/** The dates of the term that ended on the day before a start. */
function before({ startDate, termUnit }: Term): object {
  const start = day(startDate.slice(0, 10));
  return {
    startDate: midnight(addMonths(start, -(months[termUnit] ?? 1))),
    endDate: midnight(addDays(start, -1)),
  };
}
