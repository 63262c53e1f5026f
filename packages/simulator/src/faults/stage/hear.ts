import { stateUnder } from '@marketsim/core';
import type { Reply } from '../../outbox/attempt.ts';
import type { Parcel } from '../../outbox/parcel.ts';
import { textsOf } from '../../outbox/texts.ts';
import type { SimulatedWorld } from '../../worlds/simulated-world.ts';
import type { Exchange, Stage } from './stage.ts';

type Note = (exchange: Exchange) => void;

/** Tells what the publisher of a world would be sent, as its faults bend it, and answers in its place. */
export const hearingIn =
  (world: SimulatedWorld, note: Note): Stage['hear'] =>
  async (subscriptionId, status, meanwhile) => {
    const { parcels, carrier } = world.outbox.parts;
    const open = [...parcels.open()].filter(({ delivery }) => delivery.subscriptionId === subscriptionId);
    for (const parcel of open) carrier.meetFaults(parcel);
    const overtaken = (parcel: Parcel): number => (parcel.change?.behindNext ? 1 : 0);
    for (const parcel of open.toSorted((a, b) => overtaken(a) - overtaken(b)))
      await heard(world, parcel, { status, note, ...(meanwhile && { meanwhile }) });
  };

interface Hearing {
  readonly status: number;
  readonly note: Note;
  /** What the publisher does before it answers. */
  readonly meanwhile?: () => Promise<unknown>;
}

async function heard(
  world: SimulatedWorld,
  parcel: Parcel,
  { status, note, meanwhile }: Hearing,
): Promise<void> {
  const { engine, outbox, addresses } = world;
  const { settings: overrides, nowhere } = parcel.change ?? {};
  const view = overrides ? stateUnder(engine.state, overrides) : engine.state;
  const { before, last } = textsOf(parcel, engine.state, view);
  delete parcel.change;
  const isBent = overrides !== undefined && 'webhook.jwt' in overrides;
  const token = isBent ? await addresses.tokenFor(parcel.delivery.publisherId, view.settings) : undefined;
  const headers = token === undefined ? {} : { headers: { authorization: await claimsText(token) } };
  const sent = (text: string): Exchange => ({
    method: 'POST',
    path: 'webhook',
    ...headers,
    sent: JSON.parse(text),
  });
  if (nowhere !== undefined) return note({ ...sent(last), body: nowhere });
  for (const text of before) note({ ...sent(text), status });
  parcel.phase = 'sending';
  await meanwhile?.();
  note({ ...sent(last), status });
  const reply: Extract<Reply, { kind: 'answered' }> = { kind: 'answered', status, text: '' };
  outbox.parts.recorder.answered(parcel, reply);
}

/** What a bearer says of itself: to show the token would be to give it away. */
async function claimsText(token: string): Promise<string> {
  const { decodeJwt } = await import('jose');
  const { iss, aud, tid, appid, azp, ver, iat, exp } = decodeJwt(token);
  return `Bearer ${JSON.stringify({ iss, aud, tid, appid, azp, ver, iat, exp })}`;
}
