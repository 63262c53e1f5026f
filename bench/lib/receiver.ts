import { startScript } from './scripts.ts';

/** A publisher's webhook in another process: answering takes none of this one's time. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
}

/** Starts a receiver that answers 200 at once; it ends with this process at the latest. */
export async function startReceiver(): Promise<Receiver> {
  const script = await startScript<number>('./receiver-process.ts');
  return { ...script, url: `http://127.0.0.1:${script.said}/webhook` };
}
