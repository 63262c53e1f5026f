import {
  chaptersOf,
  type DomainError,
  type Explanation,
  isErrorCode,
  refusalSentences,
  type Sentence,
  says,
} from '@marketsim/core';
import { z } from 'zod';
import { ignoredIn } from '../requests/ignored.ts';
import type { RequestDetail } from '../requests/record.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { type HostContext, hostEndpoint } from './control-api.ts';
import { explanationView, explanationViewOf } from './explanation-view.ts';
import { refusedInside } from './refused-inside.ts';
import { locateRequest } from './request-endpoints.ts';

/** CTL-63: why a call was refused, or something in one that went well. */
export const explainRequest = hostEndpoint({
  contract: {
    id: 'CTL-63',
    method: 'get',
    path: '/_sim/explain/requests/:number',
    summary:
      'Why a request of the journal was refused, or something in it: the rule, the values, and what would have been accepted',
    source: 'GEN-10',
    tag: 'Explanations',
    params: z.object({ number: z.string() }),
    query: z.object({}),
    refusals: [{ status: 404, code: 'requestUnknown', when: 'it is not there, or not any more' }],
    replies: { 200: { description: 'Why it is so, in words.', schema: explanationView } },
  },
  locate: locateRequest,
  handle: ({ found }, context) => ({ status: 200, body: explanationViewOf(explanationOf(found, context)) }),
});

function explanationOf(request: RequestDetail, context: HostContext): Explanation {
  const { number, method, path, status, code } = request;
  const isRefused = status >= 400;
  const world = worldOf(request, context);
  const refusal = isRefused ? refusalOf(request, world) : refusedInside(request, world?.engine.state);
  const words = code === undefined ? String(status) : `${status} ${code}`;
  return {
    subject: { kind: 'request', id: String(number) },
    headline: `Request ${number}, ${method} ${path}, ${isRefused ? 'was refused with' : 'was answered with'} ${words}`,
    chapters: chaptersOf({
      what: [...whatSentences(request), ...goneSentences(request, refusal)],
      refusal,
    }),
  };
}

function whatSentences({ world, worldTime, caller, status }: RequestDetail): readonly Sentence[] {
  const who = caller
    ? `${caller.userName ?? caller.kind} with ${caller.roles.join(', ') || 'no role'}`
    : undefined;
  return [
    ...(world === undefined
      ? []
      : [says(`It was about world ${world}${worldTime ? `, where it was ${worldTime}` : ''}`, [])]),
    ...(who === undefined ? [] : [says(`The caller was ${who}`, [])]),
    ...(status === 0 ? [says('Nothing was answered', [])] : []),
  ];
}

/** What came of it otherwise: that nothing was refused, what was passed over. */
function goneSentences(request: RequestDetail, refusal: readonly Sentence[]): readonly Sentence[] {
  const { status } = request;
  return [
    ...(status > 0 && refusal.length === 0 ? [says('Nothing was refused', [])] : []),
    ...ignoredIn(request).map(({ member, meant }) =>
      says(`Ignored: ${member}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`, []),
    ),
  ];
}

const worldOf = ({ world }: RequestDetail, { worlds }: HostContext): SimulatedWorld | undefined =>
  world === undefined ? undefined : worlds.loaded(world);

/** By what the engine said; where it was not asked, in the words of the API. */
function refusalOf(request: RequestDetail, world: SimulatedWorld | undefined): readonly Sentence[] {
  const { refusal } = request;
  if (refusal && isErrorCode(refusal.code))
    return refusalSentences(refusal as DomainError, world && knownOf(world));
  return [
    says('The API refused it itself, before any rule of the marketplace was asked', []),
    ...messageOf(request.reply?.body).map((text) => says(`It says: ${text}`, [])),
  ];
}

/** What the world knows, with the answers that its publishers gave: of these the history has the effect alone. */
const knownOf = ({
  engine: { state },
  outbox,
}: SimulatedWorld): NonNullable<Parameters<typeof refusalSentences>[1]> => ({
  ...{ operations: state.operations, deliveries: state.deliveries, settings: state.settings },
  answerTo: (operationId) => {
    const answers = outbox.parts.parcels.ofOperation(operationId)?.answers ?? [];
    const taken = answers.find(({ outcome }) => outcome === 'taken');
    return taken && { status: taken.status ?? 'an answer', at: taken.at };
  },
});

const spoken = z.union([
  z.string(),
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ Error: z.object({ Message: z.string() }) }).transform(({ Error: { Message } }) => Message),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ description: z.string() }).transform(({ description }) => description),
  z.object({ error_description: z.string() }).transform((body) => body.error_description),
]);

/** What a refusal's body says to people. */
function messageOf(body: string | undefined): readonly string[] {
  try {
    const { data } = spoken.safeParse(JSON.parse(body ?? ''));
    return data === undefined ? [] : [data];
  } catch {
    return [];
  }
}
