import type { ReadScenario } from '../format/read.ts';
import type { Told } from '../result.ts';
import { failureAt, type Played } from './play.ts';

type Counterexample = Extract<ReadScenario, { readonly kind: 'counterexample' }>;

/** Ids of laws and rules that a title begins with. */
const ruleIn = (title: string): readonly string[] => title.match(/\b[A-Z]{2,3}-\d+\b/g) ?? [];

const deedText = ({ at: _, ...deed }: { readonly at: string }): string => JSON.stringify(deed).slice(1, -1);

/**
 * Plays a counterexample of the laws in the world of their search: it fails as long as a step breaks a law, or goes
 * otherwise than foretold.
 */
export async function playCounterexample(scenario: Counterexample): Promise<Played> {
  const { replay } = await import('@marketsim/laws');
  const { stage, problems } = replay(scenario.counterexample);
  const told = stage.done.map(({ step }): Told => ({ at: step.at, text: deedText(step), by: 'step' }));
  const last = stage.done.length - 1;
  return {
    rules: ruleIn(scenario.title),
    told,
    booked: stage.engine.state.ledger.charges.map(({ createdAt: at, amount: minor, currency }) => ({
      ...{ at, minor, currency },
    })),
    failures: problems.map((problem) =>
      failureAt(scenario, { path: ['steps', last], expected: 'no law broken', actual: problem }),
    ),
  };
}
