import type { EngineState } from '@marketsim/core';

const changes: Readonly<Record<string, string>> = {
  SetQuantity: 'Changing the quantity',
  SetAutoRenew: 'Switching auto-renew',
  SetReseller: 'Changing the partner on record',
  SetNickname: 'Changing the nickname',
  Suspend: 'Suspending',
  Reactivate: 'Reactivating',
  ChangePlan: 'Changing the plan',
  Cancel: 'Cancelling',
};

const statuses: Readonly<Record<string, string>> = {
  Suspend: 'suspended',
  Reactivate: 'active',
  Cancel: 'deleted',
};

/** What a command does, as the start of a sentence. */
export const changeWords = (change: string): string => changes[change] ?? change;

/** A state of RB 4.1 in the words of this API. */
export const stateWords: Readonly<Record<EngineState, string>> = {
  PN: 'pending',
  PL: 'pending',
  PC: 'pending',
  TR: 'active',
  AC: 'active',
  EN: 'active',
  SU: 'suspended',
  CA: 'deleted',
  EX: 'expired',
};

/** The status that is asked for, by its own word or by the command that would lead to it. */
export const statusWords = (to: string): string => statuses[to] ?? to;
