import type { Command, DomainEvent, Engine, Instant, Outcome } from '@marketsim/core';
import { type Chronicle, createChronicle } from './chronicle/chronicle.ts';
import type { Life } from './chronicle/life.ts';
import { type Moment, momentsOf } from './chronicle/moment.ts';
import { createWatches } from './chronicle/watches.ts';
import type { EndLaw, Finding, Law, StepLaw, Violation } from './law.ts';
import { runLaws } from './laws/all.ts';
import type { Look, Request, View } from './view.ts';

/** Follows a world and says which laws it breaks. */
export interface Witness {
  /** What the facts tell so far. */
  readonly chronicle: Chronicle;
  /** Runs a command and judges what came of it. */
  execute(command: Command): Judged;
  /** Moves the clock and judges what happened on the way. */
  advanceTo(to: Instant): Judged;
  /** Judges what has happened since the last time without it. */
  observe(): readonly Violation[];
  /** Judges everything once more, as it stands. */
  review(): readonly Violation[];
}

/** What a command led to, and the laws that it broke. */
export interface Judged {
  readonly outcome: Outcome<readonly DomainEvent[]>;
  readonly violations: readonly Violation[];
}

const broken = ({ id, rules }: Law, at: Instant, findings: readonly Finding[]): readonly Violation[] =>
  findings.map((finding) => ({ law: id, rules, at, ...finding }));

/** What has changed since the last look: before the first of the changes, and now. */
function joined(changes: readonly Look[], current: (id: string) => Life | undefined): readonly Look[] {
  const first = new Map<string, Look>();
  for (const change of changes) if (!first.has(change.after.id)) first.set(change.after.id, change);
  return [...first].flatMap(([id, { before }]) => {
    const after = current(id);
    return after ? [{ after, ...(before && { before }) }] : [];
  });
}

/** A witness of an engine from now on. It must see the engine's world from its beginning. */
export function createWitness(engine: Engine, laws: readonly (StepLaw | EndLaw)[] = runLaws): Witness {
  const chronicle = createChronicle(engine.settings, engine.startsAt);
  const watches = createWatches();
  const stepLaws = laws.filter((law): law is StepLaw => law.kind === 'step');
  let seen = 0;

  const judge = (moment: Moment): readonly Violation[] =>
    stepLaws.flatMap((law) => (law.judge ? broken(law, moment.at, law.judge(moment)) : []));

  const look = (view: View): readonly Violation[] =>
    stepLaws.flatMap((law) => (law.look ? broken(law, view.now, law.look(view)) : []));

  const step = (request?: Request): readonly Violation[] => {
    const now = engine.now();
    const violations: Violation[] = [];
    const changes: Look[] = [];
    for (const moment of momentsOf(engine.events(seen), chronicle)) {
      for (const violation of judge(moment)) violations.push(violation);
      for (const change of moment.changes) changes.push(change);
    }
    seen = engine.seq();
    for (const id of watches.passed(now)) {
      const life = chronicle.lives.get(id);
      if (life) changes.push({ before: life, after: life });
    }
    const together = joined(changes, (id) => chronicle.lives.get(id));
    for (const { after } of together) watches.note(after, now);
    const view = { engine, now, chronicle, changes: together, ...(request && { request }) };
    return [...violations, ...look(view)];
  };

  return {
    chronicle,
    execute: (command) => {
      const subscription =
        'subscriptionId' in command ? engine.state.subscriptions.get(command.subscriptionId) : undefined;
      const seq = engine.seq();
      const outcome = engine.execute(command);
      const request = { command, outcome, seq, ...(subscription && { subscription }) };
      return { outcome, violations: step(request) };
    },
    advanceTo: (to) => {
      const outcome = engine.advanceTo(to);
      return { outcome, violations: step() };
    },
    observe: () => step(),
    review: () => {
      const changes = [...chronicle.lives.values()].map((life) => ({ before: life, after: life }));
      const view: View = { engine, now: engine.now(), chronicle, changes };
      return laws.flatMap((law) => (law.review ? broken(law, view.now, law.review(chronicle, view)) : []));
    },
  };
}
