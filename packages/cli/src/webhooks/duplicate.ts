import { Command } from 'commander';
import { whole } from '../options/number.ts';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { deliveryPath, detailReply, detailText } from './view.ts';

/** `marketsim webhooks duplicate`. */
export const duplicateCommand = ({ out }: Terminal): Command =>
  new Command('duplicate')
    .description(
      'Call the publisher several times more with the same payload; an end that was reached stays.',
    )
    .argument('<id>', 'id of the webhook')
    .option('--times <number>', 'how often', whole('A number of calls', 100), 2)
    .action(async (id: string, { times }: { readonly times: number }, command: Command) => {
      const remote = remoteOf(command);
      const call = { method: 'POST', path: `${deliveryPath(id)}/duplicate`, body: { times } } as const;
      out(printed(remote, await remote.control.call({ ...call, reply: detailReply }), detailText));
    });
