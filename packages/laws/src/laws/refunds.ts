import { isRefund } from '../chronicle/books.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Life } from '../chronicle/life.ts';
import { ofChanges, ofEveryLine, ofFacts, ofLines } from '../judges.ts';
import type { StepLaw } from '../law.ts';

const isCancelLine = (type: string): boolean => type === 'cancel' || type === 'cancelImmediate';

/** Whether anything is metered under the plan that a subscription has. */
function isMetered(life: Life, chronicle: Chronicle): boolean {
  const off = new Set(
    chronicle.planOf(life)?.dimensions?.flatMap(({ dimensionId, enabled }) => (enabled ? [] : [dimensionId])),
  );
  return chronicle.offerOf(life)?.dimensions.some(({ id }) => !off.has(id)) === true;
}

/** A cancellation with a full refund, by the subscription as it was when it ended. */
const ofFullRefunds = (judge: (life: Life) => string | undefined) =>
  ofFacts(['SubscriptionEnded'], ({ fact, before }, { chronicle }) => {
    // What a publisher gives back is as much as it wishes, in the window as after it.
    if (before.credited) return undefined;
    const open = before.windowEndsAt !== undefined && fact.at < before.windowEndsAt;
    const full = chronicle.settings['cancel.refund'] === 'full';
    return open && full && fact.reason === 'cancelled' && before.startedAt ? judge(before) : undefined;
  });

/** What may be taken back, and from what (RB 15.3). */
export const refundLaws: readonly StepLaw[] = [
  {
    id: 'INV-20',
    kind: 'step',
    says: 'No more is taken back from a line than it holds.',
    rules: ['QTY-12', 'CAN-04'],
    judge: ofLines(({ entry: { parent } }) => {
      if (!parent) return undefined;
      const { residual, amount } = parent;
      return residual < 0 || residual > amount
        ? `${parent.charge.id} of ${amount} is left with ${residual}`
        : undefined;
    }),
  },
  {
    id: 'INV-21',
    kind: 'step',
    says: 'What takes back names an earlier line of the same subscription and currency that charged, and only that is negative.',
    rules: ['GEN-13'],
    judge: ofLines(({ charge, entry: { parent } }) => {
      if (!isRefund(charge))
        return charge.amount < 0 ? `${charge.amount} without a line to take it from` : undefined;
      if (!parent) return `names ${charge.parentId}, which is not in the ledger`;
      const { charge: first } = parent;
      const fits =
        first.subscriptionId === charge.subscriptionId &&
        first.currency === charge.currency &&
        first.createdAt <= charge.createdAt &&
        !isRefund(first);
      if (charge.type === 'customerCredit' && charge.amount === 0) return 'gives nothing back';
      if (!fits) return `names ${first.id}, a ${first.type} of ${first.amount} from ${first.createdAt}`;
      return charge.amount > 0 ? `takes back, and charges ${charge.amount}` : undefined;
    }),
  },
  {
    id: 'INV-22',
    kind: 'step',
    says: 'A subscription never costs less than nothing.',
    rules: ['QTY-12', 'CAN-04'],
    judge: ofChanges(({ after }) => (after.net < 0 ? `costs ${after.net}` : undefined)),
  },
  {
    id: 'INV-23',
    kind: 'step',
    says: 'Cancelling inside the window with a full refund leaves nothing to pay for the term.',
    rules: ['CAN-04', 'BIL-18'],
    judge: ofFullRefunds(({ termNet, termTax }) =>
      termNet === 0 && termTax === 0 ? undefined : `${termNet} of the term stays, and ${termTax} of its tax`,
    ),
  },
  {
    id: 'INV-24',
    kind: 'step',
    says: 'Such a cancellation takes back every line of the term, whatever changes there were before.',
    rules: ['CAN-04'],
    judge: ofFullRefunds(({ standing }) =>
      standing === 0 ? undefined : `${standing} lines of the term stand`,
    ),
  },
  {
    id: 'INV-25',
    kind: 'step',
    says: 'Where refunds are full, cancelling outside the window makes no line but that of a trial.',
    rules: ['CAN-06', 'CAN-07', 'CAN-08'],
    judge: ofLines(({ charge, life, entry: { parent } }, { chronicle }) => {
      if (!isCancelLine(charge.type) || chronicle.settings['cancel.refund'] !== 'full') return undefined;
      if (parent?.trial && charge.amount === 0) return undefined;
      const { windowEndsAt = 'never open' } = life;
      return charge.createdAt < windowEndsAt && life.windowEndsAt
        ? undefined
        : `${charge.amount} at ${charge.createdAt}, window until ${windowEndsAt}`;
    }),
  },
  {
    id: 'INV-73',
    kind: 'step',
    says: 'What cancelling gives back of a metered plan is of a kind of its own; a trial has the plain one.',
    rules: ['CAN-16', 'CAN-12'],
    judge: ofLines(({ charge: { type }, entry, life }, { chronicle }) => {
      if (!isCancelLine(type)) return undefined;
      const kind = !entry.trial && isMetered(life, chronicle) ? 'cancelImmediate' : 'cancel';
      return type === kind ? undefined : `is a ${type}, not a ${kind}`;
    }),
  },
  {
    id: 'INV-79',
    kind: 'step',
    says: 'A trial that is cancelled is answered by one line of nothing, and no other end of a trial by any.',
    rules: ['CAN-12'],
    judge: ofFacts(['SubscriptionEnded'], ({ fact, before }, { posted }) => {
      if (!before.term?.trial) return undefined;
      const answers = posted.filter(({ charge, life }) => life.id === before.id && isCancelLine(charge.type));
      const wanted = fact.reason === 'cancelled' ? 1 : 0;
      return answers.length === wanted ? undefined : `${answers.length} lines for a trial: ${fact.reason}`;
    }),
  },
  {
    id: 'INV-36',
    kind: 'step',
    says: 'A trial costs nothing, and neither does what corrects or ends it.',
    rules: ['BIL-24', 'QTY-14'],
    judge: ofLines(({ charge, entry }) =>
      (entry.trial || entry.parent?.trial) && charge.amount !== 0 ? `${charge.amount} in a trial` : undefined,
    ),
  },
  {
    id: 'INV-37',
    kind: 'step',
    says: 'Usage is never given back.',
    rules: ['MET-11'],
    judge: ofEveryLine(({ charge, entry: { parent } }) => {
      if (charge.usage && charge.amount < 0) return `usage of ${charge.amount}`;
      return parent?.charge.usage ? `takes back from the usage ${parent.charge.id}` : undefined;
    }),
  },
];
