import { type Address, listenWords, readCommandLine } from './command-line.ts';
import { startPublisher } from './start.ts';

const name = 'marketsim publisher';

function fail(words: string): void {
  console.error(`${name}: ${words}`);
  process.exitCode = 1;
}

/** Resolves on a signal, and when the process that forked this one is gone or lets go of the channel. */
function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}

async function serve(address: Address, graceMs: number): Promise<void> {
  const told = toldToEnd();
  const publisher = await startPublisher({ ...address, log: (line) => console.error(`${name}: ${line}`) });
  console.log(`${name}: listening on ${publisher.url}`);
  if (process.connected) {
    process.send?.({ type: 'listening', port: publisher.port }, undefined, undefined, () => {});
  }
  await told;
  await publisher.close(graceMs);
  // What still waits for somebody has had its time.
  process.exit();
}

/** Runs the command line of this process; resolves when it has ended. */
export async function run(args: readonly string[]): Promise<void> {
  const command = readCommandLine(args);
  if (command.kind === 'help') console.log(command.words);
  if (command.kind === 'wrong') fail(command.words);
  if (command.kind === 'start') {
    const { address, graceMs } = command;
    await serve(address, graceMs).catch((error) => fail(listenWords(error, address)));
  }
  // An open channel would keep the process.
  if (process.connected) process.disconnect();
}
