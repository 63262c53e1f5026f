import type { DueKind } from '../../due.ts';
import type { Subscription } from '../../subscription/subscription.ts';
import type { Cause, Party } from '../explanation.ts';

/** Who buys and changes a subscription: the partner that sold it, or the customer that bought it itself. */
export const buyerOf = ({ channel }: Pick<Subscription, 'channel'>): Party =>
  channel === 'csp' ? 'partner' : 'customer';

export const command = (name: string, by: Party): Cause => ({ kind: 'command', name, by });

export const timer = (name: DueKind): Cause => ({ kind: 'timer', name, by: 'marketplace' });
