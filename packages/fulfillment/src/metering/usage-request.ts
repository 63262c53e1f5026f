import type { ReportedUsage } from '@marketsim/core';
import { z } from 'zod';
import { readMoment } from './moment.ts';

/** One event as a publisher sends it (SF 6.1). What is missing is told event by event, so no member is required here. */
export const usageRequest = z
  .object({
    resourceId: z.string().nullish(),
    resourceUri: z.string().nullish(),
    quantity: z.number().nullish(),
    dimension: z.string().nullish(),
    effectiveStartTime: z.string().nullish(),
    planId: z.string().nullish(),
  })
  .meta({ id: 'UsageRequest' });

/** An event as it came. */
export type UsageRequest = z.output<typeof usageRequest>;

/** One reason why an event is a bad argument: the member, and what is wrong with it (SF 6.2). */
export type UsageFault = { readonly target: string; readonly message: string };

/** What an event asks for: use of a subscription, use of a managed application, or nothing that can be told. */
export type UsageRead =
  | { readonly kind: 'usage'; readonly usage: ReportedUsage }
  | { readonly kind: 'managedApplication' }
  | { readonly kind: 'incomplete'; readonly faults: readonly UsageFault[] };

const required = ['quantity', 'dimension', 'effectiveStartTime', 'planId'] as const;

/** Targets of what is missing begin with a capital (SF 6.2). */
const missing = (member: string): UsageFault => ({
  target: member.charAt(0).toUpperCase() + member.slice(1),
  message: `The ${member} is required.`,
});

/** Reads an event: exactly one of `resourceId` and `resourceUri`, and everything else (SF 6.1). */
export function readUsage(sent: UsageRequest): UsageRead {
  const { resourceId, resourceUri } = sent;
  const faults = required.filter((member) => (sent[member] ?? '') === '').map(missing);
  if (!resourceId && !resourceUri) faults.unshift(missing('resourceId'));
  if (resourceId && resourceUri)
    faults.unshift({ target: 'resourceUri', message: 'Either resourceId or resourceUri is sent, not both.' });
  if (faults.length > 0) return { kind: 'incomplete', faults };
  return resourceId ? complete({ ...sent, resourceId }) : { kind: 'managedApplication' };
}

function complete(sent: UsageRequest & { readonly resourceId: string }): UsageRead {
  const { resourceId, dimension, quantity, planId } = sent;
  const usedAt = readMoment(sent.effectiveStartTime ?? '');
  if (usedAt === undefined)
    return {
      kind: 'incomplete',
      faults: [{ target: 'effectiveStartTime', message: 'The effectiveStartTime is not a date and time.' }],
    };
  return {
    kind: 'usage',
    usage: {
      subscriptionId: resourceId.toLowerCase(),
      dimensionId: dimension ?? '',
      quantity: quantity ?? 0,
      usedAt,
      planId: planId ?? '',
    },
  };
}
