import type { Account } from '../account.ts';
import type { Environment } from '../options.ts';
import { clockTicks, type Tick, tickSchema } from './clock-stream.ts';
import { readAs, send } from './wire.ts';

/** Time as the marketplace has it, in milliseconds since 1970 UTC. */
export interface WorldClock {
  readonly now: () => Promise<number>;
  /** Resolves when that instant has come, or when the account is forgotten. */
  readonly reached: (at: number) => Promise<void>;
}

/** Those who wait for an instant. */
interface WaitingRoom {
  readonly isEmpty: () => boolean;
  readonly enter: (at: number) => Promise<void>;
  /** Lets those through whose instant has come; while the clock runs by itself the others follow without another tick. */
  readonly come: (tick: Tick) => void;
}

/** Real milliseconds until a clock that went away is looked for again. */
const againMs = 1000;

const longestTimerMs = 2 ** 31 - 1;

function createWaitingRoom(): WaitingRoom {
  const waiting = new Map<() => void, number>();
  let timer: NodeJS.Timeout | undefined;
  let known: (Tick & { readonly heardAt: number }) | undefined;
  const look = (): void => {
    if (!known) return;
    clearTimeout(timer);
    const now = known.now + (known.isLive ? performance.now() - known.heardAt : 0);
    for (const [resolve, at] of waiting) {
      if (at > now) continue;
      waiting.delete(resolve);
      resolve();
    }
    if (!known.isLive || waiting.size === 0) return;
    const ms = Math.ceil(Math.min(...waiting.values()) - now);
    timer = setTimeout(look, Math.min(ms, longestTimerMs)).unref();
  };
  return {
    isEmpty: () => waiting.size === 0,
    enter: (at) =>
      new Promise((resolve) => {
        waiting.set(resolve, at);
        look();
      }),
    come: (tick) => {
      known = { ...tick, heardAt: performance.now() };
      look();
    },
  };
}

const realClock = ({ now, delay }: Environment): WorldClock => ({
  now: async () => now(),
  reached: (at) => delay(Math.max(0, at - now())),
});

/**
 * The clock behind `account.clock`. It is followed as a stream, and only while somebody waits for an instant; without
 * such an address world time is real time, as it is with Microsoft's own marketplace.
 */
export function worldClockOf(account: Account, environment: Environment, life: AbortSignal): WorldClock {
  const { clock: url, headers } = account;
  if (url === undefined) return realClock(environment);
  const { now, delay, callTimeoutMs } = environment;
  let room = createWaitingRoom();
  let isFollowing = false;

  const follow = async (): Promise<void> => {
    isFollowing = true;
    while (!room.isEmpty() && !life.aborted) {
      for await (const tick of clockTicks({ url, headers, signal: life })) {
        room.come(tick);
        if (room.isEmpty()) break;
      }
      if (!room.isEmpty()) await delay(againMs);
    }
    room.come({ now: Number.POSITIVE_INFINITY, isLive: false });
    room = createWaitingRoom();
    isFollowing = false;
  };

  return {
    now: async () => {
      const read = readAs(await send({ method: 'GET', url, headers }, callTimeoutMs), tickSchema);
      return read.ok ? read.value.now : now();
    },
    reached: (at) => {
      const reached = room.enter(at);
      if (!isFollowing) void follow();
      return reached;
    },
  };
}
