import { Refused } from '@marketsim/http';
import type { PublisherContext } from '../context.ts';

/** What a publisher said to an operation: its status text, and nothing while the body is not looked at. */
type Said = { readonly operationId: string; readonly status?: string | undefined };

/**
 * Goes a step of the way that an answer takes, and has it noted beside the operation's delivery when it is refused
 * there, so that an answer which came twice, too late, or from somebody else can be seen (SF 4.4).
 */
export function notingRefusal<T>(ctx: PublisherContext, said: Said, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof Refused) note(ctx, said, codeOf(error.problem));
    throw error;
  }
}

/** Notes an answer that was taken. */
export const noteTaken = (ctx: PublisherContext, said: Said): void => note(ctx, said, 'taken');

function note({ world, publisher }: PublisherContext, { operationId, status }: Said, outcome: string): void {
  world.outbox.note({
    operationId: operationId.toLowerCase(),
    publisherId: publisher.id,
    outcome,
    ...(status !== undefined && { status }),
  });
}

const codeOf = (problem: unknown): string => {
  const { code } = Object(problem);
  return typeof code === 'string' ? code : 'refused';
};
