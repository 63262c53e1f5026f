import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

type Start = { readonly project: string; readonly nodeFolder: string };

/** A server that was started from an installed package. */
export type Running = {
  /** Where it listens, from its own banner: `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** Asks it to end; resolves to its exit code, or to null when a signal killed it. */
  stop(): Promise<number | null>;
};

/** Starts `marketsim` of a project on a free port with the `node` of `nodeFolder`; resolves once it listens. */
export async function startInstalled({ project, nodeFolder }: Start): Promise<Running> {
  const command = join(project, 'node_modules/.bin/marketsim');
  const env = { ...process.env, PATH: [nodeFolder, process.env['PATH']].join(delimiter) };
  const server = spawn(command, ['start', '--port', '0'], { cwd: project, env });
  const exited = once(server, 'exit');
  const complaints = text(server.stderr);
  const stop = async (): Promise<number | null> => {
    server.kill('SIGTERM');
    const [exitCode] = await exited;
    return exitCode;
  };
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (address !== undefined) {
      server.stdout.resume();
      return { address, stop };
    }
  }
  await exited;
  throw new Error(`the server ended before it listened (exit code ${server.exitCode}): ${await complaints}`);
}
