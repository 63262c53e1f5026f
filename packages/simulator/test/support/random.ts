/** Draws a whole number from 0. */
export type Draw = (below: number) => number;

/** Draws that look random and are the same for every run with the seed (mulberry32). */
export function draws(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Waits for a real time that nobody can foretell: some milliseconds, or a turn of the event loop. */
export const whenever = (ms: number): Promise<void> =>
  new Promise((resolve) => (ms === 0 ? setImmediate(resolve) : setTimeout(resolve, ms)));

/** Lets a hundred turns of timers pass: time enough for whatever goes round and round to show. */
export async function manyTurns(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await whenever(1);
}
