import type { State } from '@marketsim/core';
import { z } from 'zod';
import type { Judged } from './judge.ts';
import { usageMessage, usageMessageBody } from './usage-message.ts';
import type { UsageFault } from './usage-request.ts';

const detail = z.strictObject({ message: z.string(), target: z.string(), code: z.literal('BadArgument') });

/** The frame around every bad argument (SF 8, E6). */
export const badUsage = z.strictObject({
  message: z.string(),
  target: z.literal('usageEventRequest'),
  code: z.literal('BadArgument'),
  details: z.array(detail),
});

/** The hour was reported already: by this (SF 8, E7). Clients cut its text before `message`, so the order counts. */
export const duplicateUsage = z.strictObject({
  additionalInfo: z.strictObject({ acceptedMessage: usageMessage }),
  message: z.string(),
  code: z.literal('Conflict'),
});

/** The resource is none of the caller's (SF 8, E8). */
export const foreignUsage = z.strictObject({ message: z.string(), code: z.literal('Forbidden') });

/** Why an event was not accepted: the body of a single report's refusal, and `error` of an event of a batch. */
export const usageError = z.union([badUsage, duplicateUsage, foreignUsage]);

/** Why an event was not accepted. */
export type UsageError = z.output<typeof usageError>;

export const badUsageBody = (faults: readonly UsageFault[]): z.output<typeof badUsage> => ({
  message: 'One or more errors have occurred.',
  target: 'usageEventRequest',
  code: 'BadArgument',
  details: faults.map(({ message, target }) => ({ message, target, code: 'BadArgument' })),
});

export const foreignUsageBody = (
  message = 'Client is not authorized for this usage resource.',
): z.output<typeof foreignUsage> => ({ message, code: 'Forbidden' });

/** The error of an event that was not accepted. */
export function usageErrorBody(judged: Exclude<Judged, { status: 'Accepted' }>, state: State): UsageError {
  switch (judged.status) {
    case 'Duplicate':
      return {
        additionalInfo: { acceptedMessage: usageMessageBody(judged.first, 'Duplicate', state) },
        message: 'This usage event already exist.',
        code: 'Conflict',
      };
    case 'ResourceNotAuthorized':
      return foreignUsageBody();
    default:
      return badUsageBody(judged.faults);
  }
}
