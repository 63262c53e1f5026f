import { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { partnerText, partnerWebhooks } from './partners.ts';
import { deliveryPath, detailReply, detailText } from './view.ts';

/** `marketsim webhooks show`. */
export const showCommand = ({ out }: Terminal): Command =>
  new Command('show')
    .description('Show a webhook with its payload and every try.')
    .argument('<id>', 'id of the webhook, or of its operation')
    .action(async (id: string, _options: object, command: Command) => {
      const remote = remoteOf(command);
      const toPartners = await partnerWebhooks(remote.control);
      const toPartner = toPartners.find((webhook) => webhook.id === id.toLowerCase());
      if (toPartner) return out(printed(remote, toPartner, partnerText));
      const delivery = await remote.control.call({ path: deliveryPath(id), reply: detailReply });
      out(printed(remote, delivery, detailText));
    });
