import type { Delivery, Engine } from '@marketsim/core';
import { compact } from '../compact.ts';
import type { WebhookChange } from './fault-kind.ts';
import { settingsOf } from './fault-kind.ts';
import { activeFaults, meets } from './meeting.ts';

/**
 * What the faults of a world make of the next try of a webhook; nothing where none strikes. Changes of the payload and
 * settings add up; of all else the fault counts that was switched on last.
 */
export function webhookFaults(engine: Engine, delivery: Delivery): WebhookChange | undefined {
  const { publisherId, subscriptionId, action } = delivery;
  let struck: WebhookChange | undefined;
  const scope = { publisherId, subscriptionId, route: action, api: 'webhooks' };
  for (const { fault, kind } of activeFaults(engine, scope)) {
    if (!kind.webhook) continue;
    const strike = {
      state: engine.state,
      now: engine.now(),
      delivery,
      parameters: fault.parameters,
      struck: fault.struck,
    };
    const { actions, concerns, change } = kind.webhook;
    const isConcerned = (actions?.includes(action) ?? true) && (concerns?.(strike) ?? true);
    if (!isConcerned || !meets(engine, fault, subscriptionId)) continue;
    const settings = settingsOf(kind, fault.parameters);
    struck = combined(struck, { ...change?.(strike), ...compact({ settings }) });
  }
  return struck;
}

function combined(first: WebhookChange | undefined, second: WebhookChange): WebhookChange {
  const payload = both(first?.payload, second.payload);
  const settings = first?.settings && { ...first.settings, ...second.settings };
  return { ...first, ...second, ...compact({ payload, settings }) };
}

type Alter = NonNullable<WebhookChange['payload']>;

/** Each change works on the form of a payload, also after another one has bent it. */
const both = (first: Alter | undefined, second: Alter | undefined): Alter | undefined =>
  first && second ? (payload) => second(first(payload) as Parameters<Alter>[0]) : (first ?? second);
