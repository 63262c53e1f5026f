import type { RequestRecord } from '@marketsim/http';

/** So many requests in a tenth of a second are a load. Nobody looks at each of them, and keeping them costs. */
export const loadFrom = 256;
const spanMs = 100;

/** Whether a request was answered, and not with a refusal: what a load mostly consists of. */
export const wentWell = ({ status }: Pick<RequestRecord, 'status'>): boolean => status > 0 && status < 400;

/** Counts requests by the instants at which they ended, in milliseconds; tells whether each is part of a load. */
export function createLoadMeter(): (endedAt: number) => boolean {
  let [begunAt, count, wasLoad] = [0, 0, false];
  return (endedAt) => {
    const passed = endedAt - begunAt;
    if (passed < 0 || passed >= spanMs) {
      wasLoad = count >= loadFrom && passed > 0 && passed < 2 * spanMs;
      [begunAt, count] = [endedAt, 0];
    }
    count += 1;
    return wasLoad || count > loadFrom;
  };
}
