import type { Engine, Fault } from '@marketsim/core';
import { faultKinds } from './catalog.ts';
import type { FaultKind } from './fault-kind.ts';

/** A fault that is on, with what its name stands for. */
export interface ActiveFault {
  readonly fault: Fault;
  readonly kind: FaultKind;
}

/** Whom a fault may meet, in the terms of its scope. */
export interface Subject {
  readonly publisherId?: string | undefined;
  readonly subscriptionId?: string | undefined;
  /** Id of the endpoint, or action of the webhook. */
  readonly route: string;
  /** Name of the API. */
  readonly api: string;
}

const fits = (wanted: string | undefined, ...given: readonly (string | undefined)[]): boolean =>
  wanted === undefined || given.includes(wanted);

/** The faults that are on for a subject, in the order in which they were switched on. */
export const activeFaults = (
  { state }: Engine,
  { publisherId, subscriptionId, route, api }: Subject,
): readonly ActiveFault[] =>
  state.faultsOn.size === 0
    ? []
    : [...state.faultsOn.values()].flatMap((fault) => {
        const kind = faultKinds.get(fault.name);
        const { scope } = fault;
        const isMeant =
          fits(scope.publisherId, publisherId) &&
          fits(scope.subscriptionId, subscriptionId) &&
          fits(scope.route, route, api);
        return kind && isMeant ? [{ fault, kind }] : [];
      });

/** Writes down that a fault meets a subject; tells whether it strikes (FLT-01, FLT-02). */
export function meets(engine: Engine, { id: faultId }: Fault, subject: string): boolean {
  const outcome = engine.execute({ type: 'MeetFault', faultId, subject });
  return outcome.ok && outcome.value.some((event) => event.type === 'FaultMet' && event.isStruck);
}
