import type { DeliveryResult, Engine } from '@marketsim/core';
import type { Reply } from './attempt.ts';
import { progressOf, type TakeNote } from './notes.ts';
import { comeBack, type Parcel } from './parcel.ts';
import type { Parcels } from './parcels.ts';
import { triesBy, tryAt } from './retries.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** Writes down what became of deliveries: the end of one in the world's history, a failed try in its parcel. */
export interface Recorder {
  /** The answer to a try. A delivery that was answered before keeps its first result. */
  answered(parcel: Parcel, reply: Reply): Verdict | 'stopped';
  /** The end of a delivery that is not sent any more. */
  ended(parcel: Parcel, result: Extract<DeliveryResult, 'exhausted' | 'cancelled'>): void;
}

/** A recorder for one world; what history has no place for goes into its notes. */
export function createRecorder(engine: Engine, parcels: Parcels, takeNote: TakeNote): Recorder {
  const report = (parcel: Parcel, result: DeliveryResult): void => {
    const { id: deliveryId, subscriptionId } = parcel.delivery;
    const change = { type: 'RecordDelivery', deliveryId, result } as const;
    engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [change] });
    parcels.finish(parcel, result, engine.now());
    for (const freed of parcels.freeBehind(subscriptionId)) takeNote(progressOf(freed), 'safe');
  };

  const failed = (parcel: Parcel): void => {
    const { settings } = engine.state;
    const tried = Math.max(parcel.tried + 1, triesBy(parcel.delivery, engine.now(), settings));
    parcels.schedule(parcel, { tried, nextAt: tryAt(parcel.delivery, tried, settings) });
    comeBack(parcel);
  };

  return {
    answered: (parcel, reply) => {
      if (reply.kind === 'stopped') {
        comeBack(parcel);
        return 'stopped';
      }
      const verdict = verdictOf(reply, parcel.delivery.action);
      if (parcel.result === undefined) {
        if (verdict === 'again') failed(parcel);
        else report(parcel, verdict);
      }
      takeNote(progressOf(parcel, { attempt: parcel.attempts.at(-1) }), 'soon');
      return verdict;
    },
    ended: (parcel, result) => {
      report(parcel, result);
      takeNote(progressOf(parcel), 'soon');
    },
  };
}
