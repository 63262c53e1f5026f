import { CallRefused, createClient } from '@marketsim/http';
import { hostEndpointsByName } from '@marketsim/simulator';
import { playStepEndpoint } from './step-endpoint.ts';
import { type Venue, worldFor } from './venue.ts';

/** A simulator that runs elsewhere. */
export interface RunningSimulator {
  /** Such as `http://127.0.0.1:4600`. */
  readonly url: string;
  /** Opens its control API from another machine. */
  readonly controlToken?: string;
}

const { createWorld, deleteWorld } = hostEndpointsByName;

/**
 * A running simulator as a place where stories are played: its control API makes the worlds, does the steps, and forgets
 * the worlds. Rejects in words when it refuses, or does not answer.
 */
export function venueAt({ url, controlToken }: RunningSimulator): Venue {
  const base = url.replace(/\/+$/, '');
  const client = createClient(
    { createWorld, deleteWorld, playStep: playStepEndpoint },
    {
      base: () => base,
      headers: () => (controlToken === undefined ? {} : { 'x-marketsim-control-token': controlToken }),
    },
  );
  return {
    begin: async (name, scenario) => {
      await answered(base, client.createWorld({ body: { name, ...worldFor(scenario) } }));
      let names: Readonly<Record<string, string>> = {};
      return {
        play: async (step) => {
          const call = client.playStep({ query: { world: name }, body: { step, names } });
          const { body } = await answered(base, call);
          names = body.names;
          return body;
        },
        end: async () => void (await answered(base, client.deleteWorld({ name }))),
      };
    },
  };
}

/** What a call came to; rejects with words for people. */
async function answered<T>(base: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new Error(`${base} ${wordsOf(error)}`, { cause: error });
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof CallRefused)) return `does not answer: ${reasonOf(error)}`;
  const { status, code, message } = error;
  if (code === 'noSuchAddress') return 'is no simulator that plays scenarios; an older version cannot';
  return `refuses: ${status} ${code ?? ''} ${messageIn(error.body) ?? message}`;
}

/** What `fetch` rejects with says little; its cause says more. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

function messageIn(body: unknown): string | undefined {
  const { error } = Object(body);
  const { message } = Object(error);
  return typeof message === 'string' ? message : undefined;
}
