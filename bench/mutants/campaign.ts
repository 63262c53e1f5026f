import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equivalents } from './equivalents.ts';
import { type Checks, judge, type Verdict } from './judge.ts';
import type { KnownFates } from './known-fates.ts';
import { describe, type Mutant } from './mutant.ts';

/** What became of a mutant. */
export interface Fate {
  readonly mutant: Mutant;
  readonly fate: 'properties' | 'examples' | 'survived' | 'equivalent';
  /** What found it out, or why nothing can. */
  readonly why: string;
}

/** Checks that sources without any fault pass. */
type Trusted = (mutant: Mutant) => Promise<Verdict>;

/** Throws, once a mutant is to be judged, where the sources as they are do not pass: each would count as found out. */
function trusted(checks: Checks): Trusted {
  let passing: Promise<void> | undefined;
  const expectPass = async (): Promise<void> => {
    const verdict = await judge(undefined, checks);
    if (verdict.killed) throw new Error(`without any mutant ${checks.script} finds: ${verdict.by}`);
  };
  return async (mutant) => {
    passing ??= expectPass();
    await passing;
    return judge(mutant, checks);
  };
}

interface Stages {
  readonly properties: Trusted;
  readonly examples: Trusted;
}

async function fateOf(mutant: Mutant, { properties, examples }: Stages): Promise<Fate> {
  const first = await properties(mutant);
  if (first.killed) return { mutant, fate: 'properties', why: first.by };
  const second = await examples(mutant);
  if (second.killed) return { mutant, fate: 'examples', why: second.by };
  const reason = equivalents[mutant.id];
  return reason === undefined
    ? { mutant, fate: 'survived', why: 'nothing finds it out' }
    : { mutant, fate: 'equivalent', why: reason };
}

/** How mutants are tried. */
export interface Campaign {
  /** So many at once. */
  readonly workers: number;
  /** How many rounds of searches there are: all unless said otherwise. */
  readonly rounds?: number;
  readonly known: KnownFates;
  /** Hears of each as soon as its fate is known. */
  readonly tell: (line: string) => void;
}

/** Tries all mutants. The limits are several times what the checks take on sources without a fault. */
export async function campaign(
  mutants: readonly Mutant[],
  { workers, rounds, known, tell }: Campaign,
): Promise<readonly Fate[]> {
  await using cache = await mkdtempDisposable(join(tmpdir(), 'marketsim-mutants-'));
  const stages = {
    properties: trusted({
      script: 'properties-process.ts',
      args: rounds === undefined ? [] : [String(rounds)],
      limit: 100,
    }),
    examples: trusted({ script: 'examples-process.ts', args: [cache.path], limit: 150 }),
  };
  const queue = mutants.values();
  const fates: Fate[] = [];
  const work = async (): Promise<void> => {
    for (const mutant of queue) {
      const told = known.of(mutant.id);
      const fate = told ? { mutant, ...told } : await fateOf(mutant, stages);
      if (!told) known.keep(fate);
      fates.push(fate);
      tell(`${fates.length}/${mutants.length} ${fate.fate}: ${describe(mutant)} | ${fate.why}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return fates;
}
