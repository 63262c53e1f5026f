import type { Command } from 'commander';
import { z } from 'zod';
import { printed, type Remote, remoteOf } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { requestLine, requestReply, requestsText } from './view.ts';

interface ListOptions {
  readonly method?: string;
  readonly path?: string;
  readonly status?: string;
  readonly limit: number;
  readonly follow?: true;
}

const page = z.looseObject({ requests: z.array(requestReply), count: z.int() });

/** `marketsim logs`: the newest requests, oldest of them first; with `--follow` each further one as it is answered. */
export const listRequests =
  (terminal: Terminal) =>
  async ({ limit, follow, ...filter }: ListOptions, command: Command): Promise<void> => {
    const remote = remoteOf(command);
    const selection = new URLSearchParams(selectionOf(filter));
    const query = new URLSearchParams([...selection, ['limit', String(limit)]]);
    const { requests, count } = await remote.control.call({ path: `/_sim/requests?${query}`, reply: page });
    if (follow) {
      for (const request of requests) terminal.out(printed(remote, request, requestLine));
      return followRequests(remote, terminal, { selection, after: requests.at(-1)?.number ?? 0 });
    }
    terminal.out(printed(remote, { requests }, (list) => requestsText(list.requests)));
    if (requests.length < count) terminal.err(`the last ${limit} of ${count}; --limit shows more`);
  };

/** The options in the words of the API; what was not given is left out. */
const selectionOf = ({
  method,
  path,
  status,
}: Omit<ListOptions, 'limit' | 'follow'>): Record<string, string> => ({
  ...(method !== undefined && { method }),
  ...(path !== undefined && { path }),
  ...(status !== undefined && { status }),
});

interface Followed {
  readonly selection: URLSearchParams;
  /** Number of the last one that is known. */
  readonly after: number;
}

async function followRequests(
  remote: Remote,
  { out, stopSignal }: Terminal,
  { selection, after }: Followed,
): Promise<void> {
  const stop = stopSignal();
  const query = new URLSearchParams([...selection, ['after', String(after)]]);
  const coming = remote.control.follow({ path: `/_sim/requests?${query}`, reply: requestReply }, stop);
  for await (const request of coming) out(printed(remote, request, requestLine));
  if (!stop.aborted) throw new Error('the stream has ended: the simulator is gone');
}
