import type { Command } from 'commander';
import { printed, type Remote, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { followDeliveries } from './follow.ts';
import { allDeliveries, checkState } from './pages.ts';
import { partnerWebhooks } from './partners.ts';
import { countOf, newest, type Webhooks, webhooksText } from './rows.ts';
import { type SelectionOptions, selectionOf } from './selection.ts';

/** Who is told by webhooks. */
export const receivers = ['publishers', 'partners'] as const;

interface ListOptions extends SelectionOptions {
  readonly to?: (typeof receivers)[number];
  readonly state?: string;
  readonly last: number;
  readonly follow?: true;
}

/** `marketsim webhooks`: the newest webhooks, oldest of them first; with `--follow` each change as it happens. */
export const listWebhooks =
  (terminal: Terminal) =>
  async (options: ListOptions, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const { state, last, follow, to, publisher } = options;
    if (to === 'partners' && publisher !== undefined) throw new Error('--publisher names no partner');
    if (follow) {
      if (to === 'partners') throw new Error('--follow shows webhooks to publishers only');
      return followDeliveries(remote, terminal, { selection: selectionOf(options), state });
    }
    if (state !== undefined) await checkState(remote.control, state);
    const all = await fitting(remote, options);
    const shown = newest(all, last);
    terminal.out(printed(remote, shown, webhooksText));
    if (countOf(shown) < countOf(all)) terminal.err(`the last ${last} of ${countOf(all)}; --last shows more`);
  };

async function fitting({ control }: Remote, options: ListOptions): Promise<Webhooks> {
  const { state, to, publisher, subscription } = options;
  const selection = { ...selectionOf(options), ...(state !== undefined && { state }) };
  const toPartners =
    to === 'publishers' || publisher !== undefined ? [] : await partnerWebhooks(control, subscription);
  return {
    deliveries: to === 'partners' ? [] : await allDeliveries(control, selection),
    partnerWebhooks: toPartners.filter((webhook) => state === undefined || webhook.state === state),
  };
}
