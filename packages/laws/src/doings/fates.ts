import type { Instant, SubscriptionChange } from '@marketsim/core';
import fc from 'fast-check';
import { midnight } from '../calendar.ts';
import type { Modelled } from '../model/modelled.ts';
import { partners } from '../world/parties.ts';
import { planNamed } from '../world/plans.ts';
import type { Intent } from './doing.ts';

type Deed = (x: Modelled) => readonly SubscriptionChange[];

const assign: Deed = ({ quantity, steps }) => [
  ...steps
    .filter(({ before, done }) => before === 'activation' && !done)
    .map(({ name }) => ({ type: 'CompleteStep', name }) as const),
  { type: 'AssignLicenses', count: quantity },
];
const confirm: Deed = ({ plan, quantity }) => [
  { type: 'ConfirmActivation', planId: planNamed(plan).planId, quantity },
];
const stay: Deed = () => [{ type: 'SetAutoRenew', autoRenew: false }];
const suspend: Deed = () => [{ type: 'Suspend' }];
const reactivate: Deed = () => [{ type: 'Reactivate' }];
const record: Deed = () => [{ type: 'SetReseller', mpnId: partners.reseller.mpnId }];
const grow: Deed = ({ quantity }) => [{ type: 'SetQuantity', quantity: quantity + 1 }];
const move: Deed = ({ plan }) => [{ type: 'ChangePlan', planId: plan === 'nines' ? 'thirds' : 'nines' }];
const publisherMove: Deed = ({ plan }) => [
  { type: 'ChangePlan', planId: plan === 'trial' ? 'trialToo' : 'nines', source: 'Partner' },
];

const answer =
  (result: 'Success' | 'Failure'): Deed =>
  () => [{ type: 'AcknowledgeOperation', operationId: 'open', result }];
const [yes, no] = [answer('Success'), answer('Failure')];

/** Nobody does anything until the publisher may be silent no longer, or the term ends. */
const silence = 'silence';

type Turn = Deed | typeof silence;

const afterSilence = ({ open, pace }: Modelled): Instant | undefined =>
  open?.deadline ?? (pace && midnight(pace.termEnd));

/** Where a purchase may have got to before a run goes on at random, so that rare states are not too rare. */
const fates: readonly (readonly Turn[])[] = [
  [],
  [record],
  [assign],
  [assign],
  [confirm],
  [confirm],
  [assign, record],
  [confirm, record],
  [assign, confirm],
  [assign, confirm, stay],
  [assign, confirm, stay, silence],
  [assign, confirm, grow],
  [assign, confirm, move],
  [assign, confirm, stay, move],
  [assign, confirm, publisherMove],
  [assign, confirm, stay, publisherMove],
  [assign, confirm, suspend],
  [assign, confirm, stay, suspend],
  [assign, confirm, suspend, reactivate],
  [assign, confirm, suspend, reactivate, yes],
  [assign, confirm, suspend, reactivate, no],
  [assign, confirm, stay, suspend, reactivate, yes],
  [assign, confirm, stay, suspend, reactivate, no],
  [assign, confirm, move, yes],
  [assign, confirm, stay, move, yes],
  [assign, confirm, publisherMove, silence],
  [assign, confirm, stay, publisherMove, silence],
  [assign, confirm, suspend, record],
];

const intentOf = (turn: Turn): Intent => ({
  name: 'fate',
  step: ({ ids, model, engine }) => {
    const x = model.subscriptions.get(ids.at(-1) ?? '');
    if (!x) return undefined;
    if (turn !== silence) return { at: engine.now(), change: { of: ids.length, changes: turn(x) } };
    const at = afterSilence(x);
    return at && { at, wait: true };
  },
});

const oneOf = (all: readonly (readonly Turn[])[]): fc.Arbitrary<readonly Intent[]> =>
  fc.constantFrom(...all).map((turns) => turns.map(intentOf));

/** What becomes of the last purchase at once. */
export const fate = oneOf(fates);

/** The last purchase becomes something that money is owed for. */
export const runningFate = oneOf([
  [assign, confirm],
  [assign, confirm],
  [assign, confirm, stay],
  [assign, confirm, suspend],
]);
