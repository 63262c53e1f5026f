import { type Delivery, durationMs, type Engine, type Offer } from '@marketsim/core';
import { webhookPayloadOf } from '@marketsim/fulfillment';
import type { Reply } from './attempt.ts';
import { addAttempt, lastNumber, type Parcel } from './parcel.ts';
import { sendWebhook } from './send.ts';

/** Where and as whom publishers are called. */
export interface Post {
  /** Address of the webhook of an offer. */
  webhookOf(offer: Pick<Offer, 'publisherId' | 'webhookUrl'>): string;
  /** A bearer for a publisher, as the marketplace signs it (SF 4.6). */
  tokenFor(publisherId: string): Promise<string>;
}

/** Makes single calls. */
export interface Carrier {
  addressOf(delivery: Delivery): string;
  /** Calls the publisher once and notes the try in the parcel; what it leads to is somebody else's affair. */
  carry(parcel: Parcel, stop: AbortSignal): Promise<Reply>;
  /** How many calls are under way. */
  underway(): number;
}

/** A carrier for one world. */
export function createCarrier(engine: Engine, post: Post): Carrier {
  const { state } = engine;
  let underway = 0;

  const addressOf = ({ snapshot }: Delivery): string => {
    const offer = state.offers.get(snapshot.productId);
    if (!offer) throw new Error(`subscription ${snapshot.id} is of no offer`);
    return post.webhookOf(offer);
  };

  const call = async (parcel: Parcel, url: string, stop: AbortSignal): Promise<Reply> => {
    underway += 1;
    try {
      parcel.body ??= JSON.stringify(webhookPayloadOf(parcel.delivery, state));
      const token = await post.tokenFor(parcel.delivery.publisherId);
      const timeoutMs = durationMs(state.settings['webhook.realTimeout']);
      const headers = { authorization: `Bearer ${token}` };
      return await sendWebhook({ url, headers, body: parcel.body, timeoutMs, stop });
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    } finally {
      underway -= 1;
    }
  };

  return {
    addressOf,
    underway: () => underway,
    carry: async (parcel, stop) => {
      const url = addressOf(parcel.delivery);
      const at = engine.now();
      const began = performance.now();
      delete parcel.hushed;
      const reply = await call(parcel, url, stop);
      if (reply.kind === 'stopped') return reply;
      const tookMs = Math.round(performance.now() - began);
      const number = Math.max(parcel.tried, lastNumber(parcel)) + 1;
      addAttempt(parcel.attempts, { kind: 'sent', number, at, url, tookMs, reply });
      return reply;
    },
  };
}
