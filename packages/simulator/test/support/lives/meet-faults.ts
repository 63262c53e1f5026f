import { expect } from 'vitest';
import type { Fault } from '../disk/faulty-files.ts';
import type { NameTree } from '../disk/name-tree.ts';
import { type LifeOptions, live } from './life.ts';
import type { Witness } from './witness.ts';
import { littleWork } from './work.ts';

export type FaultKind = Pick<Fault, 'kind' | 'isLasting'>;

/** All that can go wrong with a call. */
export const faultKinds: readonly FaultKind[] = [
  { kind: 'crash' },
  { kind: 'ENOSPC' },
  { kind: 'ENOSPC', isLasting: true },
  { kind: 'EIO' },
  { kind: 'EIO', isLasting: true },
];

export const nameOf = ({ kind, isLasting }: FaultKind): string => (isLasting ? `${kind} for good` : kind);

/** A process that shall meet faults. */
export interface Trial extends Omit<LifeOptions, 'fault' | 'disk'> {
  /** Makes what it finds. */
  readonly disk: () => NameTree;
  /** How often the power is cut after each fault. */
  readonly losses: number;
}

/**
 * Lets each call of a process, one after the other, meet a fault. Whatever that leaves on the disk, or in the caches
 * when only the process ended: those who start after it find what is safe, and go on. Rejects when one does not.
 */
export async function meetFaults(kind: FaultKind, { disk, losses, ...trial }: Trial): Promise<void> {
  const begin = (witness: Witness, fault?: Fault) =>
    live({ ...trial, witness, disk: disk(), ...(fault && { fault }) });

  const { files: recorded } = await begin(trial.witness.copy());
  for (const [index, call] of recorded.calls.entries()) {
    const witness = trial.witness.copy();
    const after = (left: NameTree, seed: number) =>
      goOn(left, { ...trial, witness: witness.copy(), seed, work: littleWork });
    try {
      const { files } = await begin(witness, { ...kind, at: index + 1 });
      for (let n = 0; n < losses; n += 1) await after(files.afterPowerLoss(index + n), index + n);
      await after(files.afterProcessEnd(index), index);
    } catch (error) {
      throw new Error(`${nameOf(kind)} at call ${index + 1}, ${call}: ${error}`, { cause: error });
    }
  }
}

/** The next two processes start and work; the power goes between them. */
async function goOn(
  disk: NameTree,
  options: Omit<LifeOptions, 'disk'> & { readonly seed: number },
): Promise<void> {
  const next = await live({ ...options, disk });
  expect(next.end).toBe('done');
  const last = await live({ ...options, disk: next.files.afterPowerLoss(options.seed) });
  expect(last.end).toBe('done');
}
