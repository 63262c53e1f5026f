import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { reachable } from '@marketsim/simulator';
import { z } from 'zod';

/** The mock publisher in a process of its own. */
export interface PublisherProcess {
  readonly url: string;
  readonly pid: number | undefined;
  /** Resolves when it ends although nobody stopped it, to how it ended in words. */
  readonly died: Promise<string>;
  /** Ends it, and resolves when it is gone. */
  stop(): Promise<void>;
}

/** Where it listens, and who takes what it complains about later. */
export interface PublisherProcessOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly complain: (line: string) => void;
}

/** Real milliseconds after which a process that does not end by itself is killed. */
const patienceMs = 5000;

/**
 * Starts the mock publisher as a process. It is out of the terminal's reach, so that Ctrl-C ends it after the
 * simulator and not together with it; it ends by itself when this process is gone. Rejects in words when it cannot
 * listen.
 */
export async function startPublisherProcess(options: PublisherProcessOptions): Promise<PublisherProcess> {
  const { host, port, complain } = options;
  const main = fileURLToPath(import.meta.resolve('@marketsim/publisher/main'));
  const child = fork(main, ['--host', host, '--port', String(port)], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // Settled by nothing but the exit: a process that could not be made has its error reported by `portOf`.
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const listensOn = await portOf(child);
  child.stderr?.on('data', (text: string) => complain(text.trimEnd()));
  return { url: `http://${reachable(host)}:${listensOn}`, pid: child.pid, ...lifeOf(child, exited) };
}

const listening = z.object({ type: z.literal('listening'), port: z.int() });

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: string): void => {
      said += text;
    };
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.once('error', (error) => reject(cannotStart(error.message)));
    child.once('close', (code, signal) => reject(cannotStart(said.trim() || endWords(code, signal))));
    child.once('message', (message) => {
      child.stderr?.off('data', hear);
      const read = listening.safeParse(message);
      if (read.success) return resolve(read.data.port);
      // Nobody would end it: whoever waits for it hears only that it cannot start.
      child.kill();
      reject(cannotStart(`it said ${JSON.stringify(message)}`));
    });
  });
}

/** Its own words name its own option, which has another name here. */
const cannotStart = (words: string): Error =>
  new Error(
    `the mock publisher cannot start: ${words.replace(/^marketsim publisher: /, '').replace('--port', '--publisher-port')}`,
  );

const endWords = (code: unknown, signal: unknown): string =>
  signal ? `it was ended by ${signal}` : `it ended with exit code ${code}`;

function lifeOf(child: ChildProcess, exited: Promise<void>): Pick<PublisherProcess, 'died' | 'stop'> {
  let stopping = false;
  const { promise: died, resolve } = Promise.withResolvers<string>();
  child.once('exit', (code, signal) => {
    if (!stopping) resolve(endWords(code, signal));
  });
  return {
    died,
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}
