import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A publisher's webhook in another process: answering takes none of this one's time. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
}

/** Starts a receiver that answers 200 at once; it ends with this process at the latest. */
export async function startReceiver(): Promise<Receiver> {
  const script = fileURLToPath(new URL('./receiver-process.ts', import.meta.url));
  const child = fork(script, { execArgv: [] });
  const [port] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    [Symbol.asyncDispose]: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
