import type { ErrorCode, Instant, Settings, SubscriptionChange } from '@marketsim/core';
import type { Bills } from './bills.ts';
import type { EffectId } from './cells.ts';
import type { Modelled } from './modelled.ts';

/** What the model may look at beside the subscription. */
export interface Situation {
  readonly now: Instant;
  readonly settings: Settings;
  readonly bills: Bills;
  /** Whether an amount that is asked for can be given; the model knows no amounts itself. */
  readonly isInRange?: boolean;
}

/** A subscription after an effect, and the effect that it was in the end; or why there is none. */
export type Effected = { readonly next: Modelled; readonly by: EffectId } | { readonly refused: ErrorCode };

export const becomes = (by: EffectId, next: Modelled): Effected => ({ next, by });

export const refuses = (refused: ErrorCode): Effected => ({ refused });

/** What the commands of one kind do where the table lets them: value checks, then the effect (GEN-10). */
export type Effect<Type extends SubscriptionChange['type']> = (
  x: Modelled,
  change: Extract<SubscriptionChange, { type: Type }>,
  situation: Situation,
) => Effected;
