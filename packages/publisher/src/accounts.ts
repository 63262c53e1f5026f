import { isDeepStrictEqual } from 'node:util';
import { type Account, type AccountInput, accountSchema } from './account.ts';
import { accountWide } from './behaviours.ts';
import { createHouse, createMemory, type House } from './house.ts';
import type { Environment } from './options.ts';

/** The registered accounts by key. */
export interface Accounts {
  readonly register: (account: AccountInput) => Account;
  readonly remove: (key: string) => boolean;
  readonly find: (key: string) => House | undefined;
  readonly all: () => readonly Account[];
  /** Forgets all of them: nothing more comes by itself. */
  readonly end: () => void;
}

const sameOwner = (one: Account, other: Account): boolean =>
  one.tenantId === other.tenantId && one.applicationId === other.applicationId;

/**
 * Accounts in memory. Registering a key again replaces its settings; what was remembered stays if tenant and
 * application are the same, and is forgotten otherwise; another behaviour than registered before replaces the one
 * set for the whole account since. Removing a key forgets everything: a world that begins anew registers after
 * that. Answers that are still to come from what was forgotten are not sent. Throws a ZodError for a bad account.
 */
export function createAccounts(environment: Environment): Accounts {
  const houses = new Map<string, House>();
  return {
    register: (input) => {
      const account = accountSchema.parse(input);
      const earlier = houses.get(account.key);
      const kept = earlier && sameOwner(earlier.account, account);
      if (!kept) earlier?.life.abort();
      const memory = kept ? earlier : createMemory(environment);
      if (earlier && !isDeepStrictEqual(earlier.account.behaviour, account.behaviour)) {
        memory.behaviours.clear(accountWide);
      }
      const house = createHouse(account, environment, memory);
      memory.steadyUse.attach(house);
      houses.set(account.key, house);
      return account;
    },
    remove: (key) => {
      houses.get(key)?.life.abort();
      return houses.delete(key);
    },
    find: (key) => houses.get(key),
    all: () => [...houses.values()].map(({ account }) => account),
    end: () => {
      for (const { life } of houses.values()) life.abort();
      houses.clear();
    },
  };
}
