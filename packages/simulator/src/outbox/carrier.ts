import {
  type Delivery,
  durationMs,
  type Engine,
  type Offer,
  type Settings,
  stateUnder,
} from '@marketsim/core';
import { reasonOf } from '@marketsim/http';
import { compact } from '../compact.ts';
import type { WebhookChange } from '../faults/fault-kind.ts';
import { webhookFaults } from '../faults/webhook-faults.ts';
import type { Reply } from './attempt.ts';
import { progressOf, type TakeNote } from './notes.ts';
import { addAttempt, lastNumber, type Parcel } from './parcel.ts';
import { sendWebhook } from './send.ts';
import { textsOf } from './texts.ts';

/** Where and as whom publishers are called. */
export interface Post {
  /** Address of the webhook of an offer. */
  webhookOf(offer: Pick<Offer, 'publisherId' | 'webhookUrl'>): string;
  /** A bearer for a publisher, as the marketplace signs it, if there is to be any (SF 4.6). */
  tokenFor(publisherId: string, settings: Settings): Promise<string | undefined>;
}

/** Makes single calls. */
export interface Carrier {
  addressOf(delivery: Delivery): string;
  /** Lets faults have their say about the next try, and writes down what they say. */
  meetFaults(parcel: Parcel): void;
  /** Calls the publisher once and notes the try in the parcel; what it leads to is somebody else's affair. */
  carry(parcel: Parcel, stop: AbortSignal): Promise<Reply>;
  /** How many calls are under way. */
  underway(): number;
}

/** One call of a try. */
interface Sending extends Pick<WebhookChange, 'nowhere' | 'deaf'> {
  readonly parcel: Parcel;
  readonly stop: AbortSignal;
  /** As they are for this try. */
  readonly settings: Settings;
  /** JSON text. */
  readonly body: string;
}

/** A carrier for one world. */
export function createCarrier(engine: Engine, post: Post, takeNote: TakeNote): Carrier {
  const { state } = engine;
  let underway = 0;

  const addressOf = ({ snapshot }: Delivery): string => {
    const offer = state.offers.get(snapshot.productId);
    if (!offer) throw new Error(`subscription ${snapshot.id} is of no offer`);
    return post.webhookOf(offer);
  };

  const send = async (sending: Sending, url: string): Promise<Reply> => {
    const { parcel, settings, body, stop, nowhere } = sending;
    if (nowhere !== undefined) return { kind: 'failed', reason: nowhere };
    underway += 1;
    try {
      const token = await post.tokenFor(parcel.delivery.publisherId, settings);
      const timeoutMs = durationMs(settings['webhook.realTimeout']);
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return unheard(await sendWebhook({ url, headers, body, timeoutMs, stop }), sending);
    } catch (error) {
      return { kind: 'failed', reason: reasonOf(error) };
    } finally {
      underway -= 1;
    }
  };

  const call = async (sending: Sending): Promise<Reply> => {
    const { parcel, body } = sending;
    const url = addressOf(parcel.delivery);
    const at = engine.now();
    const began = performance.now();
    const reply = await send(sending, url);
    if (reply.kind === 'stopped') return reply;
    const tookMs = Math.round(performance.now() - began);
    const number = Math.max(parcel.tried, lastNumber(parcel)) + 1;
    addAttempt(parcel.attempts, {
      ...{ kind: 'sent', number, at, url, tookMs, reply },
      ...(body !== parcel.body && { body }),
    });
    return reply;
  };

  /** Whoever writes down what a try led to notes its last call; those before are noted here. */
  const callAndNote = async (sending: Sending): Promise<void> => {
    const reply = await call(sending);
    const { parcel } = sending;
    if (reply.kind !== 'stopped') takeNote(progressOf(parcel, { attempt: parcel.attempts.at(-1) }), 'soon');
  };

  return {
    addressOf,
    underway: () => underway,
    meetFaults: (parcel) => {
      const change = webhookFaults(engine, parcel.delivery);
      if (change) parcel.change = change;
    },
    carry: async (parcel, stop) => {
      const { settings: overrides, nowhere, deaf } = parcel.change ?? {};
      const view = overrides ? stateUnder(state, overrides) : state;
      const { before, last } = textsOf(parcel, state, view);
      delete parcel.hushed;
      delete parcel.change;
      const sending = { parcel, stop, settings: view.settings, ...compact({ nowhere, deaf }) };
      for (const body of before) await callAndNote({ ...sending, body });
      return call({ ...sending, body: last });
    },
  };
}

/** An answer that a fault keeps from the marketplace. */
const unheard = (reply: Reply, { deaf }: Sending): Reply =>
  deaf !== undefined && reply.kind === 'answered' ? { kind: 'failed', reason: deaf } : reply;
