import { performance } from 'node:perf_hooks';

/** How long something took, in seconds. */
export interface Took {
  readonly real: number;
  /** Time that the processor spent on this thread; what else the machine had to do does not count. */
  readonly processor: number;
}

const perSecond = 1_000_000;

/** Does something and tells how long it took. */
export async function timed(work: () => Promise<unknown>): Promise<Took> {
  const [began, used] = [performance.now(), process.threadCpuUsage()];
  await work();
  const { user, system } = process.threadCpuUsage(used);
  return { real: (performance.now() - began) / 1000, processor: (user + system) / perSecond };
}
