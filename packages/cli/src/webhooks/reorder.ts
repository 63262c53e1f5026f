import { Command } from 'commander';
import { z } from 'zod';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { webhooksText } from './rows.ts';
import { deliveryReply } from './view.ts';

const sentReply = z.looseObject({ deliveries: z.array(deliveryReply) });

/** `marketsim webhooks reorder`. */
export const reorderCommand = ({ out }: Terminal): Command =>
  new Command('reorder')
    .description(
      'Let webhooks go that were kept back, in the order given; without ids all, the newest first.',
    )
    .argument('[ids...]', 'ids of webhooks that are kept back')
    .action(async (ids: readonly string[], _options: object, command: Command) => {
      const remote = remoteOf(command);
      const body = ids.length === 0 ? {} : { deliveryIds: ids };
      const path = '/_sim/deliveries/reorder';
      const sent = await remote.control.call({ method: 'POST', path, body, reply: sentReply });
      out(printed(remote, sent, ({ deliveries }) => webhooksText({ deliveries, partnerWebhooks: [] })));
    });
