import type { Records, SubscriptionRecord } from '../records.ts';
import type { Action, KnownEvent } from './payload.ts';

type Change = Partial<Omit<SubscriptionRecord, 'subscriptionId'>>;

const keepMs = 7 * 24 * 60 * 60 * 1000;

/** Seven days after the marketplace's own time stamp (SF 5.3): world time, UTC. */
function keptUntil(timeStamp: string | undefined): Change {
  const at = Date.parse(timeStamp ?? '');
  return Number.isNaN(at) ? {} : { dataKeptUntil: new Date(at + keepMs).toISOString() };
}

function bought({ payload: { planId, quantity } }: KnownEvent): Change {
  return {
    ...(planId === undefined ? {} : { planId }),
    ...(quantity === undefined ? {} : { seats: quantity }),
  };
}

const effects: { readonly [A in Action]: (event: KnownEvent) => Change } = {
  Subscribe: (event) => ({ ...bought(event), access: 'on' }),
  Renew: () => ({}),
  Suspend: () => ({ access: 'off' }),
  Reinstate: () => ({ access: 'on' }),
  Unsubscribe: ({ payload }) => ({ access: 'off', ...keptUntil(payload.timeStamp) }),
  ChangePlan: bought,
  ChangeQuantity: bought,
};

/** Writes down what an accepted event means for the publisher's own service. */
export function applyEvent(records: Records, event: KnownEvent): void {
  records.update(event.subscriptionId, effects[event.action](event));
}
