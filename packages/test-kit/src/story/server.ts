import { type Simulator, startSimulator } from '@marketsim/simulator';

let own: Promise<Simulator> | undefined;

/**
 * Where the stories are told: the server named by MARKETSIM_URL, which needs a mock publisher beside it, or one of
 * their own, started once with a mock publisher, which checks every reply against its contract.
 */
export async function serverUrl(): Promise<string> {
  const given = process.env['MARKETSIM_URL'];
  if (given) return given;
  own ??= startSimulator({ checkReplies: true, mockPublisher: { port: 0 } });
  return (await own).url;
}

/** Ends the stories' own server, if there is one. */
export async function endServer(): Promise<void> {
  await (await own)?.close();
  own = undefined;
}
