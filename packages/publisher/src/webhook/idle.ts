import { send } from '../client/wire.ts';
import type { House } from '../house.ts';

/**
 * Tells the account's `idle` address that the webhook of an operation is dealt with: it is answered and its PATCH
 * is sent, or nothing more comes by itself. Nobody waits for it and a failure is no matter. The bearer and the
 * account's headers go along only where they are known anyway.
 */
export function signalIdle({ account, call, environment }: House, operationId: string | undefined): void {
  const { idle, marketplace, extension } = account;
  if (idle === undefined || operationId === undefined) return;
  const known = [marketplace, ...(extension === undefined ? [] : [extension])].map(originOf);
  const request = { method: 'POST', url: idle, json: { operationId } } as const;
  // Neither rejects: a call that fails is answered as status 0.
  void (known.includes(originOf(idle)) ? call(request) : send(request, environment.callTimeoutMs));
}

const originOf = (address: string): string => new URL(address).origin;
