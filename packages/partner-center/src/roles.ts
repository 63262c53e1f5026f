import { declareRules } from '@marketsim/core';
import type { VerifiedToken } from '@marketsim/http';

export const roleRules = declareRules({
  'GEN-11': {
    says: 'Global admins and admin agents buy and manage; billing data is for global and billing admins.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
});

/**
 * What a call needs. `editSubscription` admits to the subscription update, where names and ids may change;
 * `manageSubscription` is needed on top for quantity, status and billing cycle.
 */
export type Right =
  | 'read'
  | 'readProvisioning'
  | 'customerWrite'
  | 'buy'
  | 'editSubscription'
  | 'manageSubscription'
  | 'billing'
  | 'webhooks';

/** What each right is to, in words. */
export const rightWords: Readonly<Record<Right, string>> = {
  read: 'read what customers have',
  readProvisioning: 'read how provisioning stands',
  customerWrite: 'create and change customers',
  buy: 'buy for customers',
  editSubscription: 'update subscriptions',
  manageSubscription: 'change quantity, status or billing cycle of subscriptions',
  billing: 'read invoices and their lines',
  webhooks: 'use webhooks',
};

type Role = {
  readonly rights: readonly Right[];
  /** The code of its refusals: role lacks the right, or privileges are insufficient (PC 1.4). */
  readonly refusal: 900150 | 900308;
};

const adminAgent: readonly Right[] = [
  'read',
  'readProvisioning',
  'customerWrite',
  'buy',
  'editSubscription',
  'manageSubscription',
  'webhooks',
];

/** What a Helpdesk agent may do. */
export const helpdeskRights: readonly Right[] = ['read', 'webhooks'];

/** PC 1.4: what each role may do. */
const roles: Readonly<Record<string, Role>> = {
  GlobalAdmin: { rights: [...adminAgent, 'billing'], refusal: 900150 },
  AdminAgent: { rights: adminAgent, refusal: 900150 },
  SalesAgent: { rights: ['read', 'buy', 'editSubscription', 'webhooks'], refusal: 900150 },
  HelpdeskAgent: { rights: helpdeskRights, refusal: 900308 },
  BillingAdmin: { rights: ['billing', 'webhooks'], refusal: 900150 },
};

/** The roles that have rights, as tokens spell them. */
export const roleNames: readonly string[] = Object.keys(roles);

/** The roles that have a right, those with the least besides it first. */
export const rolesWith = (right: Right): readonly string[] =>
  Object.entries(roles)
    .filter(([, { rights }]) => rights.includes(right))
    .toSorted(([, a], [, b]) => a.rights.length - b.rights.length)
    .map(([name]) => name);

/** The code with which the caller is refused, or nothing when it has the right. App-only tokens have every right. */
export function missingRight(
  { kind, roles: names }: Pick<VerifiedToken, 'kind' | 'roles'>,
  right: Right,
): Role['refusal'] | undefined {
  if (kind === 'app') return undefined;
  const held = names.flatMap((name) => roles[name] ?? []);
  if (held.some(({ rights }) => rights.includes(right))) return undefined;
  return held[0]?.refusal ?? 900150;
}
