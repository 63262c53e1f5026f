import { type Day, type DomainError, later, usageResults } from '@marketsim/core';
import { after, lengthOf, midnight } from '../calendar.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import { hourKey } from '../chronicle/use.ts';
import { ofRequests } from '../judges.ts';
import type { StepLaw } from '../law.ts';
import type { Request, View } from '../view.ts';
import { wantedOf } from './refusal-details.ts';

/** An error as text that does not depend on the order of its fields. */
const asText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** A change by itself; of several, one may have been refused for what those before it did. */
function changeFault({ command, outcome }: Request, { chronicle }: View): string | undefined {
  if (outcome.ok || command.type !== 'ChangeSubscription') return undefined;
  const [change, ...more] = command.changes;
  const life = chronicle.lives.get(command.subscriptionId);
  if (!change || !life || (more.length > 0 && outcome.error.code !== 'staleEtag')) return undefined;
  return differs(outcome.error, wantedOf(outcome.error, { change, life, chronicle }));
}

function differs(error: DomainError, wanted: Readonly<Record<string, unknown>> | undefined) {
  const [actual, should] = [asText(error), asText(wanted ?? error)];
  return actual === should ? undefined : `is told ${actual}, not ${should}`;
}

function paymentFault({ command, outcome }: Request, { chronicle: { books } }: View): string | undefined {
  if (outcome.ok || command.type !== 'RecordPayment') return undefined;
  const { code } = outcome.error;
  const { invoiceId } = command;
  const total = books.invoices.get(invoiceId)?.total;
  return differs(outcome.error, { code, invoiceId, ...(code === 'paymentNotInFull' && { total }) });
}

/** The earliest use that is accepted: by its age, and of the month that was billed last (MET-03). */
const oldest = ({ settings, run }: Chronicle, { now }: View): string =>
  later(after(now, -lengthOf(settings['meter.maxAge'])), midnight(`${run.month}-01` as Day));

/** What each event that was not accepted is told (MET-03, MET-04). */
function usageFault({ command, outcome }: Request, view: View): string | undefined {
  if (command.type !== 'ReportUsage') return undefined;
  const { chronicle } = view;
  for (const [place, result] of (usageResults(outcome) ?? []).entries()) {
    const reported = command.events[place];
    if (result.status === 'accepted' || !reported) continue;
    const { refusal } = result;
    if (refusal.code === 'expired' && refusal.oldest !== oldest(chronicle, view))
      return `event ${place + 1} expired at ${refusal.oldest}, not ${oldest(chronicle, view)}`;
    const isShared = !chronicle.settings['meter.keyIncludesDimension'];
    if (refusal.code !== 'duplicate' || isShared) continue;
    if (chronicle.uses.hours.get(hourKey(reported)) !== refusal.first)
      return `event ${place + 1} repeats ${refusal.first.usedAt}, which was not the first`;
  }
  return undefined;
}

/** What is told to whoever is refused (RB 15.5). */
export const refusalLaws: readonly StepLaw[] = [
  {
    id: 'INV-74',
    kind: 'step',
    says: 'A refusal tells what stands in its way as it is: values, limits, instants, and which steps, operations or invoices.',
    rules: ['GEN-10', 'CAN-08', 'CAN-10', 'QTY-03', 'QTY-07', 'SUS-07', 'MET-03', 'MET-04'],
    look: ofRequests(
      (request, view) =>
        changeFault(request, view) ?? paymentFault(request, view) ?? usageFault(request, view),
    ),
  },
];
