import { parseArgs } from 'node:util';
import { reasonOf } from './reason.ts';

/** What the command is told. */
export interface Address {
  readonly port: number;
  readonly host: string;
}

/** The command line as read, or the words to print instead of starting. */
type CommandLine =
  | { readonly kind: 'start'; readonly address: Address; readonly graceMs: number }
  | { readonly kind: 'help'; readonly words: string }
  | { readonly kind: 'wrong'; readonly words: string };

const help = `Starts a mock publisher. Accounts come over HTTP: PUT /accounts/{world}/{publisher}.

  --port <number>         port to listen on, 0 for a free one (default: 4601)
  --host <address>        address to listen on (default: 127.0.0.1)
  --grace <milliseconds>  for calls that are under way when it is told to end (default: 1000)
  --help                  prints this`;

const options = {
  port: { type: 'string', default: '4601' },
  host: { type: 'string', default: '127.0.0.1' },
  grace: { type: 'string', default: '1000' },
  help: { type: 'boolean', default: false },
} as const;

const limits = { port: 65_535, grace: 600_000 } as const;

function whole(text: string, name: keyof typeof limits): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= limits[name]) return value;
  throw new RangeError(`--${name} is a whole number from 0 to ${limits[name]}, not ${text}`);
}

/** Reads the arguments after the file's own name. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return { kind: 'help', words: help };
    const address = { port: whole(values.port, 'port'), host: values.host };
    return { kind: 'start', address, graceMs: whole(values.grace, 'grace') };
  } catch (error) {
    return { kind: 'wrong', words: reasonOf(error) };
  }
}

/** Why a server cannot listen, in words. */
export function listenWords(error: unknown, { port, host }: Address): string {
  const reasons: ReadonlyMap<unknown, string> = new Map([
    ['EADDRINUSE', `port ${port} is taken on ${host}; choose another with --port`],
    ['EACCES', `this user may not listen on port ${port} of ${host}`],
    ['EADDRNOTAVAIL', `${host} is no address of this machine`],
    ['ENOTFOUND', `${host} is no known host`],
  ]);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return reasons.get(code) ?? `cannot listen on ${host}, port ${port}: ${reasonOf(error)}`;
}
