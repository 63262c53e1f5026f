import { type Operation, plusMs, type State } from '@marketsim/core';
import { isMissing } from '../located.ts';

/** Milliseconds after which an operation is seen where that takes its time (SF 3.2). */
const delayMs = 5000;

/** Whether an open operation stands in the list: those of the publisher itself never do (SF 9 C14, C22). */
export function isListed(
  operation: Operation,
  { state, now }: { readonly state: State; readonly now: string },
): boolean {
  if (operation.source !== 'Azure' || isMissing(operation, state)) return false;
  switch (state.settings['ops.list']) {
    case 'pending':
      return true;
    case 'empty':
      return false;
    case 'reinstate':
      return operation.action === 'Reinstate';
    case 'delayed':
      return now >= plusMs(operation.openedAt, delayMs);
  }
}
