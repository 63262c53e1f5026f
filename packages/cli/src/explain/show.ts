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

/** What an id names by its form; fails for a form that nothing has. */
function subjectOf(id: string): Subject {
  if (/^\d+$/.test(id)) return 'request';
  if (/^G\d{9}$/.test(id)) return 'invoice';
  if (id.includes('/')) return 'line';
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return 'subscription';
  throw new Error(
    `"${id}" is no id of a subscription, no line such as ID/1, no invoice such as G123456789, no number of a request`,
  );
}

/** Prints why something is as it is; what it is, is seen from its id unless told. */
export const showExplanation =
  ({ out }: Terminal, subject?: Subject) =>
  async (id: string, _options: object, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const path = `/_sim/explain/${subjects[subject ?? subjectOf(id)]}/${encodeURIComponent(id)}`;
    out(printed(remote, await remote.control.call({ path, reply: explanationReply }), explanationText));
  };
