/** What the process gives to the publisher; tests give their own. */
export interface PublisherOptions {
  /** Waits that many real milliseconds. */
  readonly delay?: (ms: number) => Promise<void>;
  /** Wall time in milliseconds since 1970 UTC: token life and sessions go by it, never world time. */
  readonly now?: () => number;
  /** Takes one line per refused or failed webhook; never a secret. Default: nothing is written. */
  readonly log?: (line: string) => void;
  /** Real milliseconds after which a call to the marketplace counts as failed; 10 000 when unset. */
  readonly callTimeoutMs?: number;
}

/** The options with nothing left open. */
export type Environment = Required<PublisherOptions>;

/** Fills in what a process uses outside of tests. */
export const environmentOf = (options: PublisherOptions): Environment => ({
  delay: options.delay ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms).unref())),
  now: options.now ?? Date.now,
  log: options.log ?? (() => {}),
  callTimeoutMs: options.callTimeoutMs ?? 10_000,
});
