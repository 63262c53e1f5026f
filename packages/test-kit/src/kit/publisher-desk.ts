import type { SimulatedWorld, Simulator } from '@marketsim/simulator';
import { type Answer, call } from '../story/client.ts';
import { items, text } from '../story/json.ts';

/** How the mock publisher answers webhooks; `docs/publisher.md` tells what each behaviour does and may have. */
export interface PublisherBehaviour {
  readonly behaviour: string;
  readonly replyDelayMs?: number;
  /** World time from the reply to the answer: an ISO 8601 duration. */
  readonly answerAfter?: string;
  readonly jitterMs?: number;
  readonly times?: number;
}

/** A change that waits for the publisher's answer. Instants are world time, UTC. */
export interface PublisherQuestion {
  readonly operationId: string;
  readonly subscriptionId: string;
  readonly action: string;
  readonly answerBy: string;
}

/** What staff of the mock publisher does. Each rejects with what the publisher says to a call that it refuses. */
export interface PublisherDesk {
  /** How webhooks are answered from now on: all of them, or those of one subscription. */
  behaves(behaviour: PublisherBehaviour, subscriptionId?: string): Promise<void>;
  /** The changes that wait for an answer, oldest first. */
  questions(): Promise<readonly PublisherQuestion[]>;
  /** Answers one; gives what the marketplace made of it, `Success` or `Failure` where it was taken. */
  answers(operationId: string, status: 'Success' | 'Failure'): Promise<string>;
  /** Reports so much of a dimension for each hour that passes; 0 ends it. */
  meters(
    subscriptionId: string,
    use: { readonly dimension: string; readonly perHour: number },
  ): Promise<void>;
  givesSeat(subscriptionId: string, user: string): Promise<void>;
  takesSeat(subscriptionId: string, user: string): Promise<void>;
}

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
}

const questionOf = (question: unknown): PublisherQuestion => ({
  operationId: text(question, 'operationId'),
  subscriptionId: text(question, 'subscriptionId'),
  action: text(question, 'action'),
  answerBy: text(question, 'answerBy'),
});

/** The desk of a publisher of a world by its alias, the first one's unless given; throws where no mock stands in for it. */
export function publisherDesk(
  { publisherUrl }: Pick<Simulator, 'publisherUrl'>,
  { name, identified }: SimulatedWorld,
  alias = identified.publishers[0]?.alias,
): PublisherDesk {
  if (publisherUrl === undefined) throw new Error('there is no mock publisher: start with publisher: "mock"');
  const send = async ({ path, ...sent }: Sent): Promise<Answer> => {
    const answer = await call(publisherUrl, `/${name}/${alias}${path}`, sent);
    if (answer.status < 400) return answer;
    throw new Error(`the mock publisher answered ${answer.status}: ${answer.text}`);
  };
  const about = (id: string, rest: string): string => `/subscriptions/${id}${rest}`;
  const seat = (id: string, user: string): string => about(id, `/seats/${encodeURIComponent(user)}`);
  return {
    behaves: async (body, id) => {
      await send({ method: 'PUT', path: id === undefined ? '/behaviour' : about(id, '/behaviour'), body });
    },
    questions: async () => items((await send({ path: '/operations' })).body, 'open').map(questionOf),
    answers: async (operationId, status) =>
      text(
        (await send({ method: 'POST', path: `/operations/${operationId}/answer`, body: { status } })).body,
        'answer',
      ),
    meters: async (id, body) => {
      await send({ method: 'PUT', path: about(id, '/usage/steady'), body });
    },
    givesSeat: async (id, user) => {
      await send({ method: 'PUT', path: seat(id, user), body: {} });
    },
    takesSeat: async (id, user) => {
      await send({ method: 'DELETE', path: seat(id, user) });
    },
  };
}
