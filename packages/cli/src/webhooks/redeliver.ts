import { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { deliveryPath, detailReply, detailText } from './view.ts';

/** `marketsim webhooks redeliver`. */
export const redeliverCommand = ({ out }: Terminal): Command =>
  new Command('redeliver')
    .description('Call the publisher once more with the same payload; an end that was reached stays.')
    .argument('<id>', 'id of the webhook')
    .action(async (id: string, _options: object, command: Command) => {
      const remote = remoteOf(command);
      const path = `${deliveryPath(id)}/redeliver`;
      const delivery = await remote.control.call({ method: 'POST', path, reply: detailReply });
      out(printed(remote, delivery, detailText));
    });
