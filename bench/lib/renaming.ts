import { stat } from 'node:fs/promises';
import type { Market } from './market.ts';
import { journalIn } from './stored-crowd.ts';

/** One of two requests that change the name of a subscription. */
export interface Renaming {
  readonly method: 'PATCH';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Subscriptions that are changed, in turn by several connections. */
const changed = 10;

/** Two changes of a name that follow one another; no other connection makes these, so that each is a change. */
export function renamingsOf(market: Market, connection: number): Renaming[] {
  const ids = market.said.subscriptionIds.slice(0, changed);
  const path = new URL(`${market.subscriptionsUrl}/${ids[connection % ids.length]}`).pathname;
  const headers = { ...market.headers, 'content-type': 'application/json' };
  const by = String(connection).padStart(2, '0');
  return ['first', 'other'].map((which) => {
    const body = JSON.stringify({ friendlyName: `The ${which} name, by ${by}` });
    return { method: 'PATCH', path, headers, body };
  });
}

/** What a change of a name comes to: what is answered, and how much longer the journal is. */
export interface Renamed {
  readonly text: string;
  readonly lineBytes: number;
}

/** Changes a name in a simulator on a data folder. */
export async function rename(market: Market, dataFolder: string): Promise<Renamed> {
  const { size: before } = await stat(journalIn(dataFolder));
  const [renaming] = renamingsOf(market, 0);
  const response = await fetch(new URL(renaming?.path ?? '', market.said.url), renaming);
  if (response.status !== 200) throw new Error(`a change of a name was answered ${response.status}`);
  const text = await response.text();
  const { size: after } = await stat(journalIn(dataFolder));
  return { text, lineBytes: after - before };
}
