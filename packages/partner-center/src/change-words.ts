import type { EngineState } from '@marketsim/core';

const changes: Readonly<Record<string, string>> = {
  SetQuantity: 'Changing the quantity',
  SetAutoRenew: 'Switching auto-renew',
  SetReseller: 'Changing the partner on record',
  SetNickname: 'Changing the nickname',
  Cancel: 'Cancelling',
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
