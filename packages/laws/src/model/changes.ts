import type { ErrorCode, SubscriptionChange } from '@marketsim/core';
import { effectOf, type Way, waysOf } from './cells.ts';
import { commandTables } from './command-table.ts';
import { type Effect, type Effected, refuses, type Situation } from './effect.ts';
import { hear } from './effects/answer.ts';
import { effects } from './effects.ts';
import { type Modelled, stateOfModelled } from './modelled.ts';
import { late, sole } from './refusals.ts';
import { type Concern, rowOf } from './rows.ts';
import { type Visit, visitOf } from './visit.ts';

/** What is asked of one subscription at once. */
interface Asked {
  readonly changes: readonly SubscriptionChange[];
  readonly isStale: boolean;
  readonly concern: Concern;
}

type Decided = { readonly visits: readonly Visit[] } & (
  | { readonly next: Modelled }
  | { readonly refused: ErrorCode }
);

const billed: ReadonlySet<string> = new Set([
  'SetQuantity',
  'ChangePlan',
  'Suspend',
  'Reactivate',
  'Cancel',
  'ApproveRefund',
]);
const answers: ReadonlySet<string> = new Set(['AcknowledgeOperation', 'RecordDelivery']);

/** GEN-07: at most one change that is billed, and an answer only by itself. */
const isTooMuch = (changes: readonly SubscriptionChange[]): boolean =>
  changes.filter(({ type }) => billed.has(type)).length > 1 ||
  (changes.length > 1 && changes.some(({ type }) => answers.has(type)));

/** Whether a cell refuses before anything else is looked at; window, and who may have a reseller, come later (GEN-10). */
const refusesByState = (way: Way): boolean => effectOf(way) === undefined && way !== late && way !== sole;

/** One change by its cell: the effect where the table has one, else its refusal. */
function byCell<Change extends Exclude<SubscriptionChange, { type: 'RecordDelivery' }>>(
  x: Modelled,
  change: Change,
  { concern, situation }: { readonly concern: Concern; readonly situation: Situation },
): { readonly effected: Effected; readonly visit: Visit } {
  const row = rowOf(change, { x, concern, situation });
  const ways = waysOf(commandTables[x.channel][row], stateOfModelled(x));
  const [only] = ways;
  const effect = effects[change.type] as Effect<Change['type']>;
  const effected =
    only !== undefined && refusesByState(only)
      ? refuses(only as ErrorCode)
      : effect(x, change as Parameters<typeof effect>[1], situation);
  return { effected, visit: visitOf(x.channel, row, { before: x, effected }) };
}

/** Foretells a change of one or several fields: all of it, or the first refusal (GEN-07, GEN-08, GEN-10). */
export function decideChanges(x: Modelled, asked: Asked, situation: Situation): Decided {
  const { changes, isStale, concern } = asked;
  if (isStale) return { visits: [], refused: 'staleEtag' };
  if (isTooMuch(changes)) return { visits: [], refused: 'severalBillingChanges' };
  const visits: Visit[] = [];
  let next = x;
  for (const change of changes) {
    if (change.type === 'RecordDelivery')
      return { visits, ...reported(x, change.result, { concern, situation }) };
    const { effected, visit } = byCell(next, change, { concern, situation });
    visits.push(visit);
    if ('refused' in effected) return { visits, refused: effected.refused };
    next = effected.next;
  }
  return { visits, next };
}

/** A report on a webhook matters while its operation is open (SF 4.4). */
function reported(
  x: Modelled,
  result: Parameters<typeof hear>[1],
  { concern, situation }: { readonly concern: Concern; readonly situation: Situation },
): { readonly next: Modelled } | { readonly refused: ErrorCode } {
  if (concern === 'unknown') return { refused: 'deliveryNotFound' };
  return concern === 'open' ? hear(x, result, situation) : { next: x };
}
