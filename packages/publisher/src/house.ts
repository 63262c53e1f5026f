import type { Account } from './account.ts';
import type { Behaviour } from './behaviour.ts';
import { type Behaviours, createBehaviours } from './behaviours.ts';
import { type Extension, extensionAt } from './client/extension.ts';
import { type Marketplace, marketplaceAt } from './client/marketplace.ts';
import { type Metering, meteringAt } from './client/metering.ts';
import { type AuthorizedCall, authorizedCaller } from './client/token.ts';
import { type WorldClock, worldClockOf } from './client/world-clock.ts';
import { createSessions, type Sessions } from './landing/sessions.ts';
import type { Environment } from './options.ts';
import { createRecords, type Records } from './records.ts';
import { createSteadyUse, type SteadyUse } from './usage/steady.ts';
import { createUsageLog, type UsageLog } from './usage/usage-log.ts';
import { type Claims, createClaims } from './webhook/claims.ts';
import { createOpenAnswers, type OpenAnswers } from './webhook/open-answers.ts';
import { createVerifier, type Verifier } from './webhook/verify.ts';

/** What a publisher remembers; it outlives a new registration of the same account. */
export interface Memory {
  readonly records: Records;
  readonly sessions: Sessions;
  readonly claims: Claims;
  readonly openAnswers: OpenAnswers;
  readonly behaviours: Behaviours;
  readonly usageLog: UsageLog;
  readonly steadyUse: SteadyUse;
  /** Aborted when all this is forgotten: a later account may have operations of the same ids. */
  readonly life: AbortController;
}

/** One account at work; nothing in it is shared with another. */
export interface House extends Memory {
  readonly account: Account;
  readonly environment: Environment;
  readonly call: AuthorizedCall;
  readonly marketplace: Marketplace;
  readonly metering: Metering;
  readonly extension: Extension | undefined;
  readonly verify: Verifier;
  readonly clock: WorldClock;
}

/** An empty memory. */
export const createMemory = ({ now }: Environment): Memory => ({
  records: createRecords(),
  sessions: createSessions(now),
  claims: createClaims(),
  openAnswers: createOpenAnswers(),
  behaviours: createBehaviours(),
  usageLog: createUsageLog(),
  steadyUse: createSteadyUse(),
  life: new AbortController(),
});

/** Sets an account to work. */
export function createHouse(account: Account, environment: Environment, memory: Memory): House {
  const call = authorizedCaller(account, environment, memory.life.signal);
  return {
    ...memory,
    account,
    environment,
    call,
    marketplace: marketplaceAt(account.marketplace, call),
    metering: meteringAt(account.marketplace, call),
    extension: account.extension === undefined ? undefined : extensionAt(account.extension, call),
    verify: createVerifier(account, environment),
    clock: worldClockOf(account, environment, memory.life.signal),
  };
}

/** What the next webhook call of a subscription meets. */
export const behaviourFor = ({ behaviours, account }: House, subscriptionId: string): Behaviour =>
  behaviours.next(subscriptionId, account.behaviour);
