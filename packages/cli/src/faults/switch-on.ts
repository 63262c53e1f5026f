import type { Command } from 'commander';
import { printed, type Remote, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { prepare } from './prepare.ts';
import {
  faultReply,
  faultsReply,
  faultsText,
  onText,
  type Pitfall,
  pitfallsReply,
  pitfallsText,
} from './view.ts';

/** How a fault is switched on, as the options of the command have it. */
export interface FaultOptions {
  readonly list?: true;
  readonly publisher?: string;
  readonly subscription?: string;
  readonly route?: string;
  readonly count?: number;
  readonly probability?: number;
  readonly set?: Readonly<Record<string, unknown>>;
}

const listed = (remote: Remote) => remote.control.call({ path: '/_sim/pitfalls', reply: pitfallsReply });

/** The state or mistake of a name, which is prepared and not switched on. */
async function preparedOf(remote: Remote, name: string): Promise<Pitfall | undefined> {
  const { pitfalls } = await listed(remote);
  const written = name.toUpperCase().replace(/^F(\d)$/, 'F0$1');
  return pitfalls.find(({ id, kind }) => id.toUpperCase() === written && kind !== 'fault');
}

/** `marketsim fault`: what is on; with a name switches it on, or prepares what cannot be switched on. */
export const faultAction =
  (terminal: Terminal) =>
  async (name: string | undefined, options: FaultOptions, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const { out } = terminal;
    if (options.list) return out(printed(remote, await listed(remote), pitfallsText));
    if (name === undefined) {
      const faults = await remote.control.call({ path: '/_sim/faults', reply: faultsReply });
      return out(printed(remote, faults, faultsText));
    }
    if (await preparedOf(remote, name)) return prepare(remote, terminal, { pitfall: name, asFault: true });
    const { publisher, subscription, route, count, probability, set } = options;
    const body = {
      ...{ name, publisherId: publisher, subscriptionId: subscription },
      ...{ route, count, probability, parameters: set },
    };
    const fault = await remote.control.call({
      method: 'POST',
      path: '/_sim/faults',
      body,
      reply: faultReply,
    });
    out(printed(remote, fault, onText));
  };
