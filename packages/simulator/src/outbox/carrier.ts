import { type Delivery, durationMs, type Engine, type Offer, type State } from '@marketsim/core';
import { webhookBodyOf, webhookStubBefore } from '@marketsim/fulfillment';
import { bentBearer } from '../faults/bent-bearer.ts';
import type { WebhookChange } from '../faults/fault-kind.ts';
import { webhookFaults } from '../faults/webhook-faults.ts';
import type { Reply } from './attempt.ts';
import { progressOf, type TakeNote } from './notes.ts';
import { addAttempt, lastNumber, type Parcel } from './parcel.ts';
import { sendWebhook } from './send.ts';

/** Where and as whom publishers are called. */
export interface Post {
  /** Address of the webhook of an offer. */
  webhookOf(offer: Pick<Offer, 'publisherId' | 'webhookUrl'>): string;
  /** A bearer for a publisher, as the marketplace signs it, if the world has any (SF 4.6). */
  tokenFor(publisherId: string): Promise<string | undefined>;
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
interface Sending extends Pick<WebhookChange, 'payload' | 'bearer' | 'nowhere' | 'deaf'> {
  readonly parcel: Parcel;
  readonly stop: AbortSignal;
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

  const send = async (sending: Sending, url: string): Promise<Sent> => {
    underway += 1;
    try {
      const body = bodyOf(sending, state);
      if (sending.nowhere !== undefined) return { body, reply: { kind: 'failed', reason: sending.nowhere } };
      const usual = await post.tokenFor(sending.parcel.delivery.publisherId);
      const token = usual && sending.bearer ? await bentBearer(usual, sending.bearer) : usual;
      const timeoutMs = durationMs(state.settings['webhook.realTimeout']);
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const reply = await sendWebhook({ url, headers, body, timeoutMs, stop: sending.stop });
      return { body, reply: unheard(reply, sending) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { reply: { kind: 'failed', reason } };
    } finally {
      underway -= 1;
    }
  };

  const call = async (sending: Sending): Promise<Reply> => {
    const { parcel, payload } = sending;
    const url = addressOf(parcel.delivery);
    const at = engine.now();
    const began = performance.now();
    const { reply, body } = await send(sending, url);
    if (reply.kind === 'stopped') return reply;
    const tookMs = Math.round(performance.now() - began);
    const number = Math.max(parcel.tried, lastNumber(parcel)) + 1;
    addAttempt(parcel.attempts, {
      ...{ kind: 'sent', number, at, url, tookMs, reply },
      ...(payload && body !== undefined && { body }),
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
      const { before, again = 0, ...change } = changeOf(parcel, state);
      delete parcel.hushed;
      delete parcel.change;
      if (before) await callAndNote({ parcel, stop, payload: before });
      for (let n = 0; n < again; n++) await callAndNote({ parcel, stop, ...change });
      return call({ parcel, stop, ...change });
    },
  };
}

/** What faults make of a try, and on top of that the settings. */
function changeOf({ change = {}, delivery, tried }: Parcel, state: State): WebhookChange {
  const stub = tried === 0 ? webhookStubBefore(delivery, state) : undefined;
  const again = (change.again ?? 0) + state.settings['webhook.duplicate'];
  return { ...(stub && { before: () => stub }), ...change, again };
}

/** What was sent, as far as it came to that, and what came back. */
interface Sent {
  readonly body?: string;
  readonly reply: Reply;
}

function bodyOf({ parcel, payload }: Sending, state: State): string {
  parcel.body ??= JSON.stringify(webhookBodyOf(parcel.delivery, state));
  return payload ? JSON.stringify(payload(JSON.parse(parcel.body))) : parcel.body;
}

/** An answer that a fault keeps from the marketplace. */
const unheard = (reply: Reply, { deaf }: Sending): Reply =>
  deaf !== undefined && reply.kind === 'answered' ? { kind: 'failed', reason: deaf } : reply;
