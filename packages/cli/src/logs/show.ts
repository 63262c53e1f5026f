import { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { detailText } from './detail.ts';
import { detailReply } from './view.ts';

/** `marketsim logs show`. */
export const showCommand = ({ out }: Terminal): Command =>
  new Command('show')
    .description('Show a request with headers and bodies of both sides.')
    .argument('<number>', 'number of the request')
    .action(async (number: string, _options: object, command: Command) => {
      const remote = remoteOf(command);
      const path = `/_sim/requests/${encodeURIComponent(number)}`;
      out(printed(remote, await remote.control.call({ path, reply: detailReply }), detailText));
    });
