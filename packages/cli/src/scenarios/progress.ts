import { progress } from '@clack/prompts';

/** How far a run is. */
export interface Progress {
  readonly ended: (title: string) => void;
  readonly stop: () => void;
}

const silent: Progress = { ended: () => undefined, stop: () => undefined };

/** A bar on the screen, beside what the command writes; nothing where nobody watches. */
export function progressOf(max: number): Progress {
  if (!process.stderr.isTTY) return silent;
  const bar = progress({ max, output: process.stderr });
  bar.start('Running scenarios');
  return { ended: (title) => bar.advance(1, title), stop: () => bar.clear() };
}
