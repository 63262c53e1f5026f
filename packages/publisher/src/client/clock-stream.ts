import { EventSourceParserStream } from 'eventsource-parser/stream';
import { z } from 'zod';

/** How a world's clock stands: milliseconds since 1970 UTC, and whether it runs along with real time. */
export interface Tick {
  readonly now: number;
  readonly isLive: boolean;
}

/** A clock as the simulator tells it. */
export const tickSchema = z
  .object({ now: z.string(), mode: z.string() })
  .transform(({ now, mode }): Tick => ({ now: Date.parse(now), isLive: mode === 'live' }));

/** Where a clock is read, and what ends the reading. */
export interface ClockSource {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

function tickOf(data: string): Tick | undefined {
  try {
    return tickSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

/** Each move of a clock, beginning with how it stands; ends with the connection, whoever ended that. */
export async function* clockTicks({ url, headers, signal }: ClockSource): AsyncGenerator<Tick> {
  try {
    const accept = 'text/event-stream';
    const reply = await fetch(url, { headers: { ...headers, accept }, redirect: 'manual', signal });
    if (!reply.ok || !reply.body) return;
    const events = reply.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { event, data } of events) {
      const tick = event === 'clock' ? tickOf(data) : undefined;
      if (tick) yield tick;
    }
  } catch {
    // Whoever reads knows whether it still wants to.
  }
}
