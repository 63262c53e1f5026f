import { decideDue } from './decide-due.ts';
import type { Context } from './decision.ts';
import type { Due } from './due.ts';
import type { DomainEvent, EventBody } from './event.ts';
import type { Machine } from './machine.ts';
import type { Instant } from './time.ts';

/** How a machine decides now, and makes facts of what was decided. */
interface Turn {
  readonly context: () => Context;
  readonly commit: (bodies: readonly EventBody[]) => readonly DomainEvent[];
}

/** Runs what is due until an instant, that included, each piece of work at its own (GEN-03). */
export function runDue(machine: Machine, until: Instant, turn: Turn): DomainEvent[] {
  const events: DomainEvent[] = [];
  const { schedule } = machine;
  for (let due = schedule.take(until); due; due = schedule.take(until)) {
    for (const event of commitDue(machine, due, turn)) events.push(event);
  }
  return events;
}

/** Due work that cannot be written stays ahead, and the clock where it was. */
function commitDue(machine: Machine, due: Due, { context, commit }: Turn): readonly DomainEvent[] {
  const before = machine.now;
  try {
    if (due.at > machine.now) machine.now = due.at;
    return commit(decideDue(due, context()));
  } catch (error) {
    machine.now = before;
    machine.schedule.plan(due);
    throw error;
  }
}
