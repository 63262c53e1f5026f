import type { Command } from 'commander';
import { printed, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { explanationReply, explanationText } from './view.ts';

/** What can be explained, with its part of the address. */
const subjects = {
  subscription: 'subscriptions',
  line: 'lines',
  invoice: 'invoices',
  request: 'requests',
} as const;

export type Subject = keyof typeof subjects;

/** What an id names by its form: numbers of requests, numbers of invoices, ids of lines, and else of a subscription. */
function subjectOf(id: string): Subject {
  if (/^\d+$/.test(id)) return 'request';
  if (/^G\d{9}$/.test(id)) return 'invoice';
  return id.includes('/') ? 'line' : 'subscription';
}

/** Prints why something is as it is; what it is, is seen from its id unless told. */
export const showExplanation =
  ({ out }: Terminal, subject?: Subject) =>
  async (id: string, _options: object, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const path = `/_sim/explain/${subjects[subject ?? subjectOf(id)]}/${encodeURIComponent(id)}`;
    out(printed(remote, await remote.control.call({ path, reply: explanationReply }), explanationText));
  };
