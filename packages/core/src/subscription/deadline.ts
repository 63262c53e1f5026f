import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import type { Operation } from '../operation/operation.ts';
import { type Instant, startOf } from '../time.ts';
import { close, isOwn } from './consent.ts';
import { endTerm, nextPeriod } from './renewal.ts';
import type { Period, RunningSubscription } from './subscription.ts';
import { broughtBack } from './suspension.ts';
import { periodAfter } from './terms.ts';

/** The end of waiting: silence after a delivered question is consent, an undelivered one fails (QTY-08). */
export function passDeadline(subscription: RunningSubscription, context: Context): readonly EventBody[] {
  const operation = context.state.operations.get(subscription.openOperationId ?? '');
  if (!operation) return [];
  const isConsent = operation.action === 'Reinstate' || context.state.settings['op.silence'] === 'consent';
  const agreed = (operation.acknowledgeBy !== undefined && isConsent) || isOwn(operation);
  const period =
    agreed && operation.action === 'Reinstate' ? periodEndingAt(subscription, context.now) : undefined;
  return period
    ? backAtBoundary(subscription, { operation, period }, context)
    : close(subscription, operation, { context, agreed });
}

/** The period of the running term that ends at an instant, whether or not others were skipped before it. */
function periodEndingAt(subscription: RunningSubscription, at: Instant): Period | undefined {
  const { term } = subscription;
  let { period } = subscription;
  while (startOf(period.end) < at && period.end < term.end) period = periodAfter({ ...subscription, period });
  return startOf(period.end) === at ? period : undefined;
}

/** A deadline comes before the boundary of its own instant, which what is back then meets like any other (GEN-03). */
function backAtBoundary(
  { suspension: _, openOperationId: __, ...rest }: RunningSubscription,
  { operation, period }: { readonly operation: Operation; readonly period: Period },
  context: Context,
): readonly EventBody[] {
  const running: RunningSubscription = { ...rest, period };
  const pass = period.end < running.term.end ? nextPeriod : endTerm;
  return [...broughtBack(running, operation), ...pass(running, context)];
}
