import type { State } from '@marketsim/core';
import { webhookBodyOf, webhookStubBefore } from '@marketsim/fulfillment';
import type { Parcel } from './parcel.ts';

/** The bodies, JSON text, of the calls that one try of a webhook takes. */
interface Texts {
  /** Of those that come before, in their order. */
  readonly before: readonly string[];
  /** Of the one whose answer counts. */
  readonly last: string;
}

/**
 * What is sent in the next try, as faults change it: `view` is the state as it looks to this one. What the world itself
 * has to say is kept in the parcel, and is the same at each try.
 */
export function textsOf(parcel: Parcel, state: State, view: State): Texts {
  const { delivery, tried, change } = parcel;
  parcel.body ??= JSON.stringify(webhookBodyOf(delivery, state));
  const usual = view === state ? parcel.body : JSON.stringify(webhookBodyOf(delivery, view));
  const last = change?.payload ? JSON.stringify(change.payload(JSON.parse(usual))) : usual;
  const stub = tried === 0 ? webhookStubBefore(delivery, view) : undefined;
  const duplicates = Array.from({ length: view.settings['webhook.duplicate'] }, () => last);
  return { before: [...(stub ? [JSON.stringify(stub)] : []), ...duplicates], last };
}
