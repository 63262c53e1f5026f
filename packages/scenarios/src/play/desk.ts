import type { Command } from '@marketsim/core';
import { hostedAddress } from '@marketsim/simulator';
import type { ActionOf } from '../format/actions.ts';
import { toOne } from './commands.ts';
import { type Came, done, run, type Stage, subscriptionOf } from './stage.ts';

/** An address of the mock publisher's staff desk; nothing where nobody stands in for the publisher. */
function deskAt(publisher: string, path: string, { addresses }: Stage['world']): URL | undefined {
  const known = hostedAddress(publisher, 'landing');
  const real = addresses.landingPageOf({ publisherId: publisher, landingPageUrl: known });
  return real === known ? undefined : new URL(path, real);
}

interface Sent {
  readonly method: 'PUT' | 'POST';
  readonly body: unknown;
}

const send = (to: URL, { method, body }: Sent): Promise<Response> =>
  fetch(to, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const refusedBy = async (answer: Response): Promise<Came> => ({
  ok: false,
  codes: [`the mock publisher answered ${answer.status} ${await answer.text()}`],
});

/** Staff of a publisher tells the mock publisher how to meet webhooks. */
export async function behave(wish: ActionOf<'publisher'>, { world }: Stage): Promise<Came> {
  const { publisher, webhooks: behaviour, ...details } = wish;
  const page = deskAt(publisher, 'behaviour', world);
  if (!page) return { ok: false, codes: ['this simulator has no mock publisher'] };
  const answered = await send(page, { method: 'PUT', body: { behaviour, ...details } });
  return answered.ok ? done : refusedBy(answered);
}

const statuses = { accept: 'Success', reject: 'Failure' } as const;

/** What the marketplace made of an answer that staff gave at the desk: the answer itself where it took it. */
async function cameOfDesk(answered: Response, status: string): Promise<Came> {
  if (!answered.ok) return refusedBy(answered);
  const { answer }: { readonly answer?: unknown } = Object(await answered.json());
  return answer === status ? done : { ok: false, codes: [`the publisher heard: ${answer}`] };
}

/**
 * Staff of a publisher answers the change that is open: at the desk of the mock publisher when the answer is owed there,
 * otherwise in the marketplace's own words.
 */
export async function answer({ of, with: word }: ActionOf<'answer'>, stage: Stage): Promise<Came> {
  const { publisherId = '', openOperationId: operationId = '' } = subscriptionOf(of, stage) ?? {};
  const result = statuses[word];
  const desk = deskAt(publisherId, `operations/${operationId}/answer`, stage.world);
  if (desk && operationId !== '') {
    const answered = await send(desk, { method: 'POST', body: { status: result } });
    if (answered.status !== 404) return cameOfDesk(answered, result);
  }
  const command: Command = toOne(of, stage, { type: 'AcknowledgeOperation', operationId, result });
  return run(command, stage);
}
