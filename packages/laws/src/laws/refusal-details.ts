import type { DomainError, ErrorCode, ErrorOf, SettingId, SubscriptionChange } from '@marketsim/core';
import { lengthOf } from '../calendar.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import { type Life, stateOfLife } from '../chronicle/life.ts';

/** A change that was refused, with what the facts tell of its subscription. */
export interface Refused {
  readonly change: SubscriptionChange;
  readonly life: Life;
  readonly chronicle: Chronicle;
}

type Details<Code extends ErrorCode> = Omit<ErrorOf<Code>, 'code'>;

type Expected = {
  readonly [Code in ErrorCode]?: (refused: Refused) => Details<Code>;
};

type Value = string | number | boolean | undefined;

/** A field of what was asked for, whatever else it has. */
const asked = (change: SubscriptionChange, field: string): Value =>
  (change as unknown as Readonly<Record<string, Value>>)[field];

const numberAsked = ({ change }: Refused, field: string): number => Number(asked(change, field));
const textAsked = ({ change }: Refused, field: string): string => String(asked(change, field));

const stated = ({ life }: Refused) => ({ state: stateOfLife(life) });
const named = ({ change }: Refused) => ({ change: change.type });
const ofOperation = (refused: Refused) => ({ operationId: textAsked(refused, 'operationId') });
const ofDelivery = (refused: Refused) => ({ deliveryId: textAsked(refused, 'deliveryId') });
const ofMpnId = (refused: Refused) => ({ mpnId: textAsked(refused, 'mpnId') });

/** What a step holds up: the setup is named after the licences, whichever of its two events was tried (ACT-08). */
const heldUp = {
  AssignLicenses: ['AssignLicenses', 'activation'],
  ConfirmActivation: ['AssignLicenses', 'activation'],
  Cancel: ['Cancel', 'cancel'],
  SetQuantity: ['SetQuantity', 'quantity'],
} as const;

function stepsOpen({ change: { type }, life }: Refused): Details<'stepsOpen'> {
  const [change, gate] = heldUp[type as keyof typeof heldUp];
  const steps = life.steps.filter(
    ({ done, before, owner }) =>
      !done && before === gate && !(gate === 'activation' && owner === 'publisher'),
  );
  return { change, steps: steps.map(({ name }) => name) };
}

const windowSetting = {
  monthly: 'cancel.window.monthlyBilled',
  none: 'cancel.window.monthlyBilled',
  annual: 'cancel.window.annualBilled',
  oneTime: 'cancel.window.upfrontMultiYear',
} as const satisfies Readonly<Record<string, SettingId>>;

function windowPassed({ life, change, chronicle: { settings } }: Refused): Details<'windowPassed'> {
  const { billingCycle } = life.paidTerm;
  const setting = windowSetting[billingCycle];
  const policy = settings['cancel.afterWindow'];
  const isPublishers = asked(change, 'source') === 'Partner';
  return {
    ...{ setting, billingCycle, windowHours: lengthOf(settings[setting]) / 3_600_000 },
    because: policy === 'terminate' || (policy === 'schedule' && isPublishers) ? 'chargesToCome' : 'policy',
    ...(life.windowEndsAt && { endedAt: life.windowEndsAt }),
  };
}

/** The plan that a change asks for, or the one that a subscription has. */
function planAsked({ change, life, chronicle }: Refused) {
  const plans = chronicle.offerOf(life)?.plans ?? [];
  return change.type === 'ChangePlan'
    ? plans.find(({ planId }) => planId === change.planId)
    : plans.find(({ skuId }) => skuId === life.skuId);
}

function quantityOutOfRange(refused: Refused): Details<'quantityOutOfRange'> {
  const { minimumQuantity: minimum = 1, maximumQuantity: maximum } = planAsked(refused) ?? {};
  const isQuantity = refused.change.type === 'SetQuantity';
  return {
    minimum,
    ...(maximum !== undefined && { maximum }),
    ...(isQuantity && { asked: numberAsked(refused, 'quantity') }),
  };
}

/** The most that can still be given back of the running term (CAN-20). */
const refundable = ({ life, chronicle: { books } }: Refused): number =>
  books
    .termLines(life.id)
    .filter(({ charge }) => charge.parentId === undefined && !charge.usage)
    .reduce((sum, { residual }) => sum + residual, 0);

/** What each refusal of a change must tell (GEN-10). */
const expected: Expected = {
  notWhilePending: named,
  notWhileSuspended: named,
  changeNotSupported: named,
  alreadyActive: stated,
  refundNotAllowed: stated,
  subscriptionEnded: (refused) => ({
    ...stated(refused),
    endedAt: refused.life.ended?.at ?? refused.life.orderedAt,
  }),
  staleEtag: ({ life }) => ({ subscriptionId: life.id, version: life.version }),
  statusChangeNotAllowed: ({ change, life, chronicle: { debts } }) => ({
    ...{ from: stateOfLife(life), to: change.type },
    ...(change.type === 'Reactivate' &&
      life.suspension?.cause === 'payment' && { owed: debts.overdueOf(life.payerId) }),
  }),
  stepNotFound: (refused) => ({ name: textAsked(refused, 'name') }),
  stepsOpen,
  quantityMismatch: (refused) => ({
    expected: refused.life.quantity,
    actual: numberAsked(refused, refused.change.type === 'AssignLicenses' ? 'count' : 'quantity'),
  }),
  planMismatch: (refused) => ({
    expected: planAsked(refused)?.planId ?? '',
    actual: textAsked(refused, 'planId'),
  }),
  activationDetailsMissing: ({ change }) => ({
    missing: asked(change, 'planId') === undefined ? 'planId' : 'quantity',
  }),
  quantityOutOfRange,
  decreaseNotAllowed: (refused) => ({
    asked: numberAsked(refused, 'quantity'),
    quantity: refused.life.quantity,
    ...(refused.life.windowEndsAt && { windowEndedAt: refused.life.windowEndsAt }),
  }),
  notRenewable: ({ life: { skuId } }) => ({ skuId }),
  notEligible: (refused) => ({ catalogItem: planAsked(refused)?.skuId ?? textAsked(refused, 'planId') }),
  termNotAllowed: ({ life }) => ({ term: life.paidTerm }),
  refundOutOfRange: (refused) => ({ minimum: 1, maximum: refundable(refused) }),
  windowPassed,
  sandboxLimitExceeded: () => ({ limit: '25 licences per subscription' }),
  nicknameInvalid: () => ({ maximumLength: 256 }),
  operationInProgress: ({ life }) => ({ operationId: life.open?.id ?? '' }),
  operationNotFound: ofOperation,
  operationClosed: ofOperation,
  operationOwn: ofOperation,
  deliveryNotFound: ofDelivery,
  deliveryEnded: ofDelivery,
  mpnIdIsOwn: ofMpnId,
  mpnIdUnknown: ofMpnId,
  mpnIdNotReseller: ofMpnId,
  resellerAgreementMissing: ofMpnId,
};

/** What a refusal must be, where anything is known of it. */
export function wantedOf(
  { code }: DomainError,
  refused: Refused,
): Readonly<Record<string, unknown>> | undefined {
  const details = expected[code];
  return details && { code, ...details(refused) };
}
