import { stateOf } from '@marketsim/core';
import type { Chronicle, Told } from '../chronicle/chronicle.ts';
import { type Life, stateOfLife } from '../chronicle/life.ts';
import { ofChanges, ofFacts, ofViews } from '../judges.ts';
import type { StepLaw } from '../law.ts';

const opensOne = ofFacts(['OperationOpened'], ({ fact: { operation }, before: { open } }) =>
  open && operation.status === 'InProgress' ? `${operation.id} while ${open.id} is open` : undefined,
);

/** A change is what its operation, which has just succeeded, asked for; seats of now take fewer of the next term back. */
const changesByConsent = ofFacts(
  ['QuantityChanged', 'RenewalQuantitySet', 'PlanChanged'],
  ({ fact, before: { settled, quantity } }) => {
    if (fact.type === 'RenewalQuantitySet' && fact.quantity === quantity) return undefined;
    const operation =
      settled?.status === 'Succeeded' && settled.at === fact.at ? settled.operation : undefined;
    const agreed =
      fact.type === 'PlanChanged'
        ? operation?.action === 'ChangePlan' && operation.skuId === fact.skuId
        : operation?.action === 'ChangeQuantity' && operation.quantity === fact.quantity;
    return agreed ? undefined : `${fact.type} without an operation that succeeded with it`;
  },
);

/** A term begins with the seats of the one before it, or with those that were agreed on for it (REN-10). */
const beginsAsAgreed = ofFacts(['TermStarted'], ({ fact, before: { renewalQuantity } }) =>
  fact.cause === 'planChange' || fact.quantity === renewalQuantity
    ? undefined
    : `a term of ${fact.quantity} seats, ${renewalQuantity} were agreed on`,
);

const endsOpen = ofFacts(['SubscriptionEnded', 'SubscriptionSuspended'], ({ fact, before: { open } }) =>
  open ? `${fact.type} while ${open.id} is open` : undefined,
);

function outOfLimits(life: Life, chronicle: Chronicle): string | undefined {
  const plan = chronicle.planOf(life);
  if (!plan) return `its plan ${life.skuId} is not in the offer`;
  const isFlat = chronicle.offerOf(life)?.pricingModel === 'flat';
  const [least, most] = isFlat ? [1, 1] : [plan.minimumQuantity, plan.maximumQuantity ?? Infinity];
  return Number.isInteger(life.quantity) && life.quantity >= least && life.quantity <= most
    ? undefined
    : `${life.quantity} seats, the plan has ${least} to ${most}`;
}

/** What a fact makes the marketplace tell the publisher (RB 13). */
function noticeOf({ fact, after }: Told, chronicle: Chronicle): string | undefined {
  switch (fact.type) {
    case 'OperationOpened':
      return fact.operation.status === 'InProgress' && fact.operation.deliverBy
        ? fact.operation.action
        : undefined;
    case 'SubscriptionActivated':
      return fact.automatic ? 'Subscribe' : undefined;
    case 'TermStarted':
      return (fact.cause === 'renewal' || fact.cause === 'conversion') && chronicle.settings['renew.webhook']
        ? 'Renew'
        : undefined;
    case 'SubscriptionSuspended':
      return 'Suspend';
    case 'SubscriptionEnded':
      return after?.startedAt || fact.reason === 'activationFailed' ? 'Unsubscribe' : undefined;
    default:
      return undefined;
  }
}

/** Every subscription of a publisher that is told hears of each thing once, in its order, and of nothing else. */
const tellsAll = ofChanges(({ after: life, told }, { chronicle }) => {
  const queued = told.flatMap(({ fact }) => (fact.type === 'WebhookQueued' ? [fact.delivery.action] : []));
  const wanted = chronicle.isTold(life) ? told.flatMap((one) => noticeOf(one, chronicle) ?? []) : [];
  return queued.join() === wanted.join()
    ? undefined
    : `told of ${queued.join() || 'nothing'}, not of ${wanted.join() || 'nothing'}`;
});

const tellsTruth = ofFacts(['WebhookQueued'], ({ fact: { delivery }, before }, { chronicle }) => {
  const known = chronicle.operations.get(delivery.operationId);
  if (!known || known.operation.action !== delivery.action)
    return `tells of ${delivery.operationId}, which is none`;
  if (known.deliveries !== 1) return `tells ${known.deliveries} times of ${delivery.operationId}`;
  const { snapshot } = delivery;
  const shown = [stateOf(snapshot), snapshot.quantity, snapshot.skuId].join(' ');
  const actual = [stateOfLife(before), before.quantity, before.skuId].join(' ');
  return shown === actual ? undefined : `tells ${shown}, it is ${actual}`;
});

/** What publishers are asked and told (RB 15.4, 15.5). */
export const operationLaws: readonly StepLaw[] = [
  {
    id: 'INV-54',
    kind: 'step',
    says: 'One operation at most is open, and quantity and plan change only by one that succeeds.',
    rules: ['QTY-08', 'QTY-09', 'REN-10', 'CAN-22'],
    judge: (moment) => [
      ...opensOne(moment),
      ...changesByConsent(moment),
      ...beginsAsAgreed(moment),
      ...endsOpen(moment),
    ],
    look: ofViews(({ after, subscription }) => {
      const shown = `${subscription.quantity} of ${subscription.skuId}, open ${subscription.openOperationId}`;
      const actual = `${after.quantity} of ${after.skuId}, open ${after.open?.id}`;
      return shown === actual ? undefined : `holds ${shown}, by the facts ${actual}`;
    }),
  },
  {
    id: 'INV-56',
    kind: 'step',
    says: 'The quantity is a whole number inside the limits of the plan.',
    rules: ['QTY-03', 'QTY-04', 'PLN-03', 'PUR-11'],
    judge: ofChanges(({ after }, { chronicle }) => outOfLimits(after, chronicle)),
  },
  {
    id: 'INV-66',
    kind: 'step',
    says: 'Each question and each change that a publisher must hear of is told once, with the subscription as it then is.',
    rules: ['WHK-03', 'WHK-04', 'WHK-06', 'WHK-09', 'QTY-08'],
    judge: (moment) => [...tellsAll(moment), ...tellsTruth(moment)],
  },
];
