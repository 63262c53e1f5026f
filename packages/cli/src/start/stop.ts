import type { Underway } from '@marketsim/simulator';
import { reasonOf } from '../text/reason.ts';
import type { Serving } from './serve.ts';

/** Real milliseconds after which somebody who waits wants to know for what. */
const momentMs = 1000;

/** Stops in order; says what is waited for when that takes longer than a moment. Never rejects. */
export async function stop({ simulator, close }: Serving, say: (line: string) => void): Promise<void> {
  const timer = setTimeout(() => say(`marketsim: ${waitWords(simulator.underway())}`), momentMs);
  try {
    await close();
  } catch (error) {
    say(`marketsim: it did not stop in order: ${reasonOf(error)}`);
    process.exitCode = 1;
  } finally {
    clearTimeout(timer);
  }
}

const counted = (count: number, thing: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${thing}${count === 1 ? '' : 's'}`];

function waitWords({ requests, webhooks, advances }: Underway): string {
  const awaited = [
    ...counted(requests, 'request'),
    ...counted(webhooks, 'webhook'),
    ...counted(advances, 'advance'),
  ];
  const what =
    awaited.length === 0
      ? 'for its worlds and the mock publisher to end'
      : `for ${awaited.join(', ')} to end`;
  return `stopping: it waits ${what}; another signal ends it at once`;
}
