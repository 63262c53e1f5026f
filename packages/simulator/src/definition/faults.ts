import type { Command } from '@marketsim/core';
import { faultCommand } from '../faults/switch-on.ts';
import type { Finding } from './problem.ts';
import type { FaultDefinition, WorldDefinition } from './schema.ts';

const commandOf = ({ publisher, ...fault }: FaultDefinition) =>
  faultCommand({ ...fault, publisherId: publisher });

/** What is wrong with the faults of a definition: names, scopes and parameters. */
export function checkFaults({ faults, publishers }: WorldDefinition): readonly Finding[] {
  const known = new Set(publishers.map(({ alias }) => alias));
  return faults.flatMap((fault, i) => {
    const read = commandOf(fault);
    const { publisher } = fault;
    if (!read.ok) {
      const { target, message } = read.misfit;
      return [{ path: ['faults', i, target === 'publisherId' ? 'publisher' : target], message }];
    }
    return publisher === undefined || known.has(publisher)
      ? []
      : [{ path: ['faults', i, 'publisher'], message: `there is no publisher "${publisher}"` }];
  });
}

/** The commands that switch the faults of a definition on, in their order. */
export const faultCommands = ({ faults }: Pick<WorldDefinition, 'faults'>): readonly Command[] =>
  faults.flatMap((fault) => {
    const read = commandOf(fault);
    return read.ok ? [read.command] : [];
  });
