import { z } from 'zod';
import type { AuthorizedCall } from './token.ts';
import { readAs, type WireReply } from './wire.ts';

/** Use of one dimension in one hour (SF 6.1). The instant is UTC. */
export interface UsageEvent {
  readonly resourceId: string;
  readonly planId: string;
  readonly dimension: string;
  readonly quantity: number;
  readonly effectiveStartTime: string;
}

/** What the service made of an event: its word for it, such as `Accepted`, and what it said beyond that. */
export interface UsageVerdict {
  /** `Accepted`, `Duplicate`, `Expired`, another status of SF 6.2, or `NotSent` where no usable answer came. */
  readonly status: string;
  readonly message?: string;
  /** Of a duplicate: what was accepted for that hour before. */
  readonly acceptedQuantity?: number;
}

/** The metering service (SF 6). Events come back in their order, one verdict each. */
export interface Metering {
  readonly report: (event: UsageEvent) => Promise<UsageVerdict>;
  /** At most 25 events. A batch that is refused as a whole has the same verdict for each (F48). */
  readonly reportBatch: (events: readonly UsageEvent[]) => Promise<readonly UsageVerdict[]>;
}

const detail = z.object({ message: z.string(), target: z.string().optional() });
const failure = z.object({
  message: z.string().optional(),
  details: z.array(detail).optional(),
  additionalInfo: z.object({ acceptedMessage: z.object({ quantity: z.number() }) }).optional(),
});
const item = z.object({ status: z.string(), error: failure.optional() });
const batch = z.object({ result: z.array(item) });

function saidBy(error: z.output<typeof failure> | undefined): Omit<UsageVerdict, 'status'> {
  const [first] = error?.details ?? [];
  const message = first ? [first.target, first.message].filter(Boolean).join(': ') : error?.message;
  const accepted = error?.additionalInfo?.acceptedMessage.quantity;
  return {
    ...(message === undefined ? {} : { message }),
    ...(accepted === undefined ? {} : { acceptedQuantity: accepted }),
  };
}

const expired = 'effectiveStartTime';

/** A refusal has no word of its own outside of a batch: status and target say what it is (SF 6.2). */
function refusalOf(reply: WireReply): UsageVerdict {
  const read = failure.safeParse(reply.body).data;
  const said = { message: `it answered ${reply.status}`, ...saidBy(read) };
  if (reply.status === 409) return { status: 'Duplicate', ...said };
  if (reply.status === 403) return { status: 'Forbidden', ...said };
  if (reply.status !== 400) return { status: 'NotSent', ...said };
  return { status: read?.details?.[0]?.target === expired ? 'Expired' : 'BadArgument', ...said };
}

/** The metering service behind `base`, such as `http://127.0.0.1:4600`. */
export function meteringAt(base: string, call: AuthorizedCall): Metering {
  const at = (path: string): string => `${base}/api/${path}?api-version=2018-08-31`;
  return {
    report: async (event) => {
      const reply = await call({ method: 'POST', url: at('usageEvent'), json: event });
      const read = readAs(reply, item);
      return read.ok ? { status: read.value.status } : refusalOf(reply);
    },
    reportBatch: async (events) => {
      const reply = await call({ method: 'POST', url: at('batchUsageEvent'), json: { request: events } });
      const read = readAs(reply, batch);
      const results = read.ok ? read.value.result : [];
      const whole: UsageVerdict = read.ok ? { status: 'NotSent', message: 'no result' } : refusalOf(reply);
      return events.map((_, index) => {
        const result = results[index];
        return result ? { status: result.status, ...saidBy(result.error) } : whole;
      });
    },
  };
}
