import {
  type Command,
  type DomainError,
  type DomainEvent,
  type Engine,
  type Instant,
  type Offer,
  type Outcome,
  type Plan,
  refusalSentences,
  type Subscription,
} from '@marketsim/core';
import { type SimulatedWorld, WorldError } from '@marketsim/simulator';

/** A world in which a story is played. */
export interface Stage {
  readonly world: SimulatedWorld;
  readonly engine: Engine;
  /** Ids of the subscriptions by the names that the story gives them. */
  readonly ids: Map<string, string>;
}

/** What an action came to: it was done, or refused and why. */
export type Came = { readonly ok: true } | Refusal;

/** By which codes, and what would have been accepted, where that can be said. */
interface Refusal {
  readonly ok: false;
  readonly codes: readonly string[];
  readonly why?: string;
}

export const done: Came = { ok: true };

export const cameOf = (outcome: Outcome<readonly DomainEvent[]>): Came =>
  outcome.ok ? done : { ok: false, codes: codesOf(outcome.error), why: whyOf(outcome.error) };

/** As `marketsim explain` has it. */
const whyOf = (error: DomainError): string =>
  refusalSentences(error)
    .map(({ text }) => text.replace(/^Refused with `\w+`: /, ''))
    .join('. ');

export const run = (command: Command, { engine }: Stage): Came => cameOf(engine.execute(command));

/** The id of a subscription; one that was not bought, because it was refused, has none. */
export const idOf = (name: string, { ids }: Stage): string => ids.get(name) ?? '';

export const subscriptionOf = (name: string, stage: Stage): Subscription | undefined =>
  stage.engine.state.subscriptions.get(idOf(name, stage));

/** The offer of an id; the story was checked to name one that is there. */
export function offerOf(offerId: string, { engine }: Stage): Offer {
  const offer = [...engine.state.offers.values()].find((each) => each.offerId === offerId);
  if (!offer) throw new Error(`there is no offer ${offerId}`);
  return offer;
}

/** The plan named `plan` or `offer/plan`, with its offer. */
export function planOf(name: string, { engine }: Stage): { readonly offer: Offer; readonly plan: Plan } {
  for (const offer of engine.state.offers.values())
    for (const plan of offer.plans)
      if (name === plan.planId || name === `${offer.offerId}/${plan.planId}`) return { offer, plan };
  throw new Error(`there is no plan ${name}`);
}

/** The codes by which a refusal is known: its own, and those of what it refuses line by line or event by event. */
export function codesOf(error: DomainError): readonly string[] {
  if (error.code === 'cartLinesInvalid')
    return [error.code, ...error.problems.map(({ problem }) => problem.code)];
  if (error.code !== 'usageNotAccepted') return [error.code];
  return [
    error.code,
    ...error.results.flatMap((result) =>
      result.status === 'refused' ? [result.refusal.code] : [result.status],
    ),
  ];
}

/** Real milliseconds in which a publisher is to answer a change that it is asked about. */
const answerWithinMs = 5_000;

const openedIn = (facts: readonly DomainEvent[]): readonly string[] =>
  facts.flatMap((fact) =>
    fact.type === 'OperationOpened' && fact.operation.status === 'InProgress' ? [fact.operation.id] : [],
  );

/** Waits for what publishers are told and answer now: what is asked is asked at the same instant. */
export async function settle({ world, engine }: Stage, since: number): Promise<void> {
  await world.outbox.idle.drained();
  for (const id of openedIn(engine.events(since))) await world.outbox.settled(id, answerWithinMs);
  await world.outbox.idle.drained();
  await world.clock.settle();
}

/** Moves the clock; a move back is refused. */
export async function moveTo({ world, engine }: Stage, to: Instant): Promise<Came> {
  if (to < engine.now()) {
    return { ok: false, codes: ['clockBackwards'], why: `The clock is at ${engine.now()}` };
  }
  try {
    const { reached } = await (await world.clock.advance(to)).report;
    return reached === 'target' ? done : { ok: false, codes: [`clock stopped: ${reached}`] };
  } catch (error) {
    if (error instanceof WorldError) return { ok: false, codes: [error.code] };
    throw error;
  }
}
