import type { Records, SubscriptionRecord } from '../records.ts';
import type { Action, KnownEvent } from './payload.ts';

type Change = Partial<Omit<SubscriptionRecord, 'subscriptionId' | 'since'>>;

/** What an event says, by the part of the record it is about. */
type Effect = { readonly [Part in keyof SubscriptionRecord['since']]: Change };

const keepMs = 7 * 24 * 60 * 60 * 1000;

/** The marketplace's own time stamp: world time, UTC. */
function stampOf({ payload }: KnownEvent): number | undefined {
  const at = Date.parse(payload.timeStamp ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** Seven days after the end (SF 5.3). */
function keptUntil(event: KnownEvent): Change {
  const at = stampOf(event);
  return at === undefined ? {} : { dataKeptUntil: new Date(at + keepMs).toISOString() };
}

function bought({ payload: { planId, quantity } }: KnownEvent): Effect {
  return {
    bought: {
      ...(planId === undefined ? {} : { planId }),
      ...(quantity === undefined ? {} : { seats: quantity }),
    },
  };
}

const effects: { readonly [A in Action]: (event: KnownEvent) => Effect } = {
  Subscribe: (event) => ({ ...bought(event), access: { access: 'on' } }),
  Renew: () => ({}),
  Suspend: () => ({ access: { access: 'off' } }),
  Reinstate: () => ({ access: { access: 'on' } }),
  Unsubscribe: (event) => ({ access: { access: 'off', ...keptUntil(event) } }),
  ChangePlan: bought,
  ChangeQuantity: bought,
};

/** Webhooks come in any order (SF 4.5, F17): what counts is the newest word, not the last that came. */
const newer = (at: number | undefined, since: string | undefined): boolean =>
  at === undefined || since === undefined || at >= Date.parse(since);

/** Writes down what an accepted event means for the publisher's own service. */
export function applyEvent(records: Records, event: KnownEvent): void {
  const { subscriptionId, action } = event;
  const { since } = records.of(subscriptionId);
  const effect = effects[action](event);
  const at = stampOf(event);
  for (const part of ['access', 'bought'] as const) {
    const change = effect[part];
    if (!change || !newer(at, since[part])) continue;
    const stamp = at === undefined ? {} : { [part]: new Date(at).toISOString() };
    records.update(subscriptionId, {
      ...change,
      since: { ...records.of(subscriptionId).since, ...stamp },
    });
  }
}
