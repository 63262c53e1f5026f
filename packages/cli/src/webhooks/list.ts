import type { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { followDeliveries } from './follow.ts';
import { allDeliveries } from './pages.ts';
import { type SelectionOptions, selectionOf } from './selection.ts';
import { deliveriesText } from './view.ts';

interface ListOptions extends SelectionOptions {
  readonly state?: string;
  readonly last: number;
  readonly follow?: true;
}

/** `marketsim webhooks`: the newest webhooks, oldest of them first; with `--follow` each change as it happens. */
export const listWebhooks =
  (terminal: Terminal) =>
  async (options: ListOptions, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const { state, last, follow } = options;
    const selection = selectionOf(options);
    if (follow) return followDeliveries(remote, terminal, { selection, state });
    const all = await allDeliveries(remote.control, { ...selection, ...(state !== undefined && { state }) });
    const deliveries = all.slice(Math.max(0, all.length - last));
    terminal.out(printed(remote, { deliveries }, (list) => deliveriesText(list.deliveries)));
    if (deliveries.length < all.length) terminal.err(`the last ${last} of ${all.length}; --last shows more`);
  };
