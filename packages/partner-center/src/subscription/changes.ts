import {
  type Settings,
  type Subscription,
  type SubscriptionChange,
  statusView,
  termMonths,
} from '@marketsim/core';
import { z } from 'zod';
import { commerceFault, type Fault } from '../problem.ts';
import { billingCycleSchema, termDurationSchema } from '../wire/values.ts';
import { resellerMpnIdOf, termOf } from './resource.ts';
import { statusSchema } from './schema.ts';

/** The members of a subscription that an update may change; others are read-only and ignored (PC 6.4). */
export const updateBody = z
  .strictObject({
    friendlyName: z.string().optional(),
    quantity: z.int().meta({ filler: true }).optional(),
    status: statusSchema.optional(),
    autoRenewEnabled: z.boolean().optional(),
    partnerId: z.string().optional(),
    billingCycle: billingCycleSchema.optional(),
    termDuration: z.string().optional(),
    attributes: z.strictObject({ etag: z.string().optional() }).optional(),
  })
  .meta({ id: 'SubscriptionUpdate' });

export type Update = z.output<typeof updateBody>;

/** The members of an update that differ from the subscription as it is shown; the others are left out. */
export function differing(update: Update, subscription: Subscription, settings: Settings): Update {
  const shown = {
    friendlyName: subscription.friendlyName,
    quantity: subscription.quantity,
    status: statusView(subscription, settings).partnerCenter,
    autoRenewEnabled: subscription.autoRenew,
    partnerId: resellerMpnIdOf(subscription),
    billingCycle: termOf(subscription).billingCycle,
    termDuration: termOf(subscription).termDuration,
  };
  const { friendlyName, quantity, status, autoRenewEnabled, partnerId, billingCycle, termDuration } = update;
  return {
    ...(friendlyName !== undefined && friendlyName !== shown.friendlyName && { friendlyName }),
    ...(quantity !== undefined && quantity !== shown.quantity && { quantity }),
    ...(status && status !== shown.status && { status }),
    ...(autoRenewEnabled !== undefined &&
      autoRenewEnabled !== shown.autoRenewEnabled && { autoRenewEnabled }),
    ...(partnerId !== undefined && partnerId !== shown.partnerId && { partnerId }),
    ...(billingCycle && billingCycle !== shown.billingCycle && { billingCycle }),
    ...(termDuration && termDuration !== shown.termDuration && { termDuration }),
  };
}

/** Whether an update needs the right to manage: quantity, status or billing frequency (PC 1.4). */
export const isManaging = ({ quantity, status, billingCycle }: Update): boolean =>
  quantity !== undefined || status !== undefined || billingCycle !== undefined;

/** Why a change is refused by this API whatever the subscription's state, or nothing (PC 6.4). */
export function unsupported(
  { billingCycle, termDuration }: Update,
  subscription: Subscription,
): Fault | undefined {
  if (billingCycle) return commerceFault(400, 800097, 'The billing cycle of this offer cannot be changed.');
  return termDuration === undefined ? undefined : termFault(termDuration, subscription);
}

/** Why the term does not become another: none of SaaS does, whatever it is asked to be. */
function termFault(wanted: string, subscription: Subscription): Fault {
  const duration = termDurationSchema.safeParse(wanted).data;
  if (duration === undefined) return commerceFault(400, 800121, `${wanted} is no term.`);
  const { termDuration, isTrial } = termOf(subscription);
  if (isTrial) return commerceFault(400, 800107, 'The term of a trial cannot be changed.');
  return termMonths[duration] < termMonths[termDuration]
    ? commerceFault(400, 800122, `The term ${duration} is shorter than ${termDuration}.`)
    : commerceFault(400, 800042, 'Changing the term is not supported for this offer.');
}

/** The changes in the order in which they are made: what stays when a publisher says no comes first (GEN-07). */
export function changesOf(update: Update): readonly SubscriptionChange[] {
  const { friendlyName, quantity, status, autoRenewEnabled, partnerId } = update;
  const changes: SubscriptionChange[] = [];
  if (friendlyName !== undefined) changes.push({ type: 'SetNickname', friendlyName });
  if (partnerId !== undefined) changes.push({ type: 'SetReseller', mpnId: partnerId });
  if (autoRenewEnabled !== undefined) changes.push({ type: 'SetAutoRenew', autoRenew: autoRenewEnabled });
  if (quantity !== undefined) changes.push({ type: 'SetQuantity', quantity });
  if (status === 'suspended') changes.push({ type: 'Suspend' });
  if (status === 'active') changes.push({ type: 'Reactivate' });
  if (status === 'deleted') changes.push({ type: 'Cancel' });
  return changes;
}
