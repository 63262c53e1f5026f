/** How the mock publisher comes to be: in this process, at a port of its own choice or a given one, or elsewhere. */
export type MockPublisher = { readonly port: number } | { readonly url: string };

/** A mock publisher that can be called. */
export interface RunningPublisher {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the mock publisher in this process, or takes note of the one that runs elsewhere. */
export async function runningPublisher(mock: MockPublisher): Promise<RunningPublisher> {
  if ('url' in mock) return { url: mock.url.replace(/\/+$/, ''), close: async () => undefined };
  const { startPublisher } = await import('@marketsim/publisher');
  return startPublisher({ port: mock.port });
}
