import type { Context, Decision } from '../decision.ts';
import type { Ids } from '../ids.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { type Fault, type FaultScope, isOn, meetingKey } from './fault.ts';

export const faultRules = declareRules({
  'FLT-01': {
    says: 'Whether a fault strikes follows from seed, world, fault, subject and how often it has met that subject: a replay goes the same way, and parallel callers do not disturb each other.',
    source: 'design 3',
    confidence: 'P',
  },
  'FLT-02': {
    says: 'A fault with a count strikes so often and no more, over stops and restarts of the world.',
    source: 'design 3',
    confidence: 'P',
  },
});

/** Switches a fault on. */
export interface SwitchOnFault {
  readonly type: 'SwitchOnFault';
  readonly name: string;
  readonly scope?: FaultScope;
  readonly count?: number;
  readonly probability?: number;
  readonly parameters?: Fault['parameters'];
}

/** Switches a fault off. */
export interface SwitchOffFault {
  readonly type: 'SwitchOffFault';
  readonly faultId: string;
}

/** A fault meets a subject, such as a subscription: it strikes, or it does not. */
export interface MeetFault {
  readonly type: 'MeetFault';
  readonly faultId: string;
  readonly subject: string;
}

export function switchOnFault(command: SwitchOnFault, { state, ids }: Context): Decision {
  const { name, scope = {}, count, probability = 1, parameters = {} } = command;
  const { publisherId, subscriptionId } = scope;
  if (publisherId !== undefined && !state.publishers.has(publisherId))
    return reject({ code: 'publisherNotFound', publisherId });
  if (subscriptionId !== undefined && !state.subscriptions.has(subscriptionId))
    return reject({ code: 'subscriptionNotFound', subscriptionId });
  if (count !== undefined && !(Number.isSafeInteger(count) && count >= 1))
    return reject({ code: 'faultInvalid', detail: 'count must be a whole number from 1' });
  if (!(probability > 0 && probability <= 1))
    return reject({ code: 'faultInvalid', detail: 'probability must be above 0, up to 1' });
  const fault: Fault = {
    ...{ id: ids.guid('fault', state.faults.size + 1), name, scope, probability, parameters },
    ...(count !== undefined && { count }),
    ...{ struck: 0 },
  };
  return accept([{ type: 'FaultSwitchedOn', fault }]);
}

export function switchOffFault({ faultId }: SwitchOffFault, { state }: Context): Decision {
  const fault = state.faults.get(faultId);
  if (!fault || fault.isOff) return reject({ code: 'faultNotFound', faultId });
  return accept([{ type: 'FaultSwitchedOff', faultId }]);
}

export function meetFault({ faultId, subject }: MeetFault, { state, ids }: Context): Decision {
  const fault = state.faults.get(faultId);
  if (!fault || !isOn(fault)) return reject({ code: 'faultNotFound', faultId });
  const met = (state.faultMeetings.get(meetingKey({ faultId, subject }))?.times ?? 0) + 1;
  const isStruck = drawn(ids, [faultId, subject, met]) < fault.probability;
  return accept([{ type: 'FaultMet', faultId, subject, isStruck }]);
}

/** A number from 0 to below 1 that the parts determine. */
const drawn = (ids: Ids, parts: readonly (string | number)[]): number =>
  ids.bytes(4, 'fault draw', ...parts).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 32;
