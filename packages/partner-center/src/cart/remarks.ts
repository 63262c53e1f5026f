import type { LineRemarks } from '@marketsim/core';
import { z } from 'zod';
import { sentInstant } from '../wire/instant.ts';

const endDateSchema = z.iso.datetime({ offset: true, local: true });

/** What lines may carry that has no effect on SaaS, and is shown again (PC 4.1). */
export const remarkFields = {
  promotionId: z.string().optional(),
  customTermEndDate: endDateSchema.optional(),
  attestationAccepted: z.boolean().optional(),
};

type Sent = {
  readonly promotionId?: string | undefined;
  readonly customTermEndDate?: string | undefined;
  readonly attestationAccepted?: boolean | undefined;
  readonly addonItems?: readonly Readonly<Record<string, unknown>>[] | undefined;
};

/** The remarks of a line; nothing when it has none. */
export function remarksFrom(line: Sent): { readonly remarks?: LineRemarks } {
  const { promotionId, customTermEndDate: end, attestationAccepted, addonItems } = line;
  const remarks: LineRemarks = {
    ...(promotionId && { promotionId }),
    ...(end && { customTermEndDate: sentInstant(end) }),
    ...(attestationAccepted !== undefined && { attestationAccepted }),
    ...(addonItems && addonItems.length > 0 && { addonItems }),
  };
  return Object.keys(remarks).length > 0 ? { remarks } : {};
}
