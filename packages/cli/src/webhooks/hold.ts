import { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { type SelectionOptions, selectionOf } from './selection.ts';
import { type Held, heldReply, holdsText } from './view.ts';

interface HoldOptions extends SelectionOptions {
  readonly delivery?: string;
}

const act =
  ({ out }: Terminal, verb: 'hold' | 'release') =>
  async (_options: object, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const { delivery, ...options } = command.optsWithGlobals<HoldOptions>();
    const body = { ...selectionOf(options), ...(delivery !== undefined && { deliveryId: delivery }) };
    const path = `/_sim/deliveries/${verb}`;
    const held = await remote.control.call({ method: 'POST', path, body, reply: heldReply });
    out(printed(remote, held, textOf[verb]));
  };

const textOf: { readonly [V in 'hold' | 'release']: (held: Held) => string } = {
  hold: (held) => `${held.count} held; ${holdsText(held)}`,
  release: (held) => `${held.count} released; ${holdsText(held)}`,
};

const withDelivery = (command: Command): Command => command.option('--delivery <id>', 'only this one');

/** `marketsim webhooks hold`. */
export const holdCommand = (terminal: Terminal): Command =>
  withDelivery(new Command('hold'))
    .description('Keep webhooks back, those that are queued later too, until they are released.')
    .action(act(terminal, 'hold'));

/** `marketsim webhooks release`. */
export const releaseCommand = (terminal: Terminal): Command =>
  withDelivery(new Command('release'))
    .description('Let webhooks go that were kept back, and wait for their answers.')
    .action(act(terminal, 'release'));
