import { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { faultsReply } from './view.ts';

const timesText = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** `marketsim fault off`. */
export const offCommand = ({ out }: Terminal): Command =>
  new Command('off')
    .description('Switch a fault off, or all of them.')
    .argument('[fault]', 'name or id; all of them without')
    .action(async (fault: string | undefined, _options: object, command: Command) => {
      const remote = remoteOf(command);
      const path = fault === undefined ? '/_sim/faults' : `/_sim/faults/${encodeURIComponent(fault)}`;
      const off = await remote.control.call({ method: 'DELETE', path, reply: faultsReply });
      const names = off.faults.map(({ name, struck }) => `${name} is off; it struck ${timesText(struck)}`);
      out(printed(remote, off, () => names.join('\n') || 'no fault was on'));
    });
