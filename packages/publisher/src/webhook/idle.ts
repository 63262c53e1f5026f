import { send } from '../client/wire.ts';
import type { House } from '../house.ts';

/**
 * Tells the account's `idle` address that a webhook is dealt with, its answer included. Nobody waits for it and
 * a failure is no matter. The bearer goes along only where it is known anyway.
 */
export function signalIdle({ account, call, environment }: House): void {
  const { idle, marketplace, extension } = account;
  if (idle === undefined) return;
  const known = [marketplace, ...(extension === undefined ? [] : [extension])].map(originOf);
  const request = { method: 'POST', url: idle, json: { publisher: account.key } } as const;
  const sent = known.includes(originOf(idle)) ? call(request) : send(request, environment.callTimeoutMs);
  sent.catch(() => {});
}

const originOf = (address: string): string => new URL(address).origin;
