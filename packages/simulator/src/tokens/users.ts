import type { Application, Directory } from '../worlds/directory.ts';

/** What somebody may do at Partner Center, and the words for it. */
interface UserKind {
  readonly title: string;
  /** As the API knows it (PC 1.4). */
  readonly role: string;
  /** Template ids of its directory roles, beside that of any member. */
  readonly wids: readonly string[];
  readonly may: string;
}

const userKinds = {
  'admin-agent': {
    title: 'Admin agent',
    role: 'AdminAgent',
    wids: [],
    may: 'customers, catalog, carts and every change of a subscription',
  },
  'global-admin': {
    title: 'Global admin',
    role: 'GlobalAdmin',
    wids: ['62e90394-69f5-4237-9190-012177145e10'],
    may: 'everything, invoices included',
  },
  'sales-agent': {
    title: 'Sales agent',
    role: 'SalesAgent',
    wids: [],
    may: 'read and buy, no change of quantity or status',
  },
  'helpdesk-agent': { title: 'Helpdesk agent', role: 'HelpdeskAgent', wids: [], may: 'read' },
  'billing-admin': {
    title: 'Billing admin',
    role: 'BillingAdmin',
    wids: ['b0f54661-2d74-4c50-afa3-1ec803f12efe'],
    may: 'invoices',
  },
} as const satisfies Readonly<Record<string, UserKind>>;

/** Name of a user of a partner, by which development tokens and `login_hint` know it. */
export type UserRole = keyof typeof userKinds;

/** Whether a text names a role of PC 1.4. */
export const isUserRole = (who: string): who is UserRole => Object.hasOwn(userKinds, who);

/** One user for every role of PC 1.4. */
export const userRoles: readonly UserRole[] = Object.keys(userKinds).filter(isUserRole);

/** Directory role template of any member of a tenant. */
const memberTemplate = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

/** Somebody who can sign in to a partner's tenant. */
export interface TenantUser {
  readonly who: UserRole;
  readonly tenantId: string;
  readonly objectId: string;
  /** UPN. */
  readonly userName: string;
  readonly displayName: string;
  readonly may: string;
  readonly roles: readonly string[];
  readonly wids: readonly string[];
}

/** The user of a partner who has a role. */
export function userOf(directory: Directory, { tenantId, domain }: Application, who: UserRole): TenantUser {
  const { title, role, wids, may } = userKinds[who];
  return {
    who,
    tenantId,
    objectId: directory.userObjectId(tenantId, who),
    userName: `${who}@${domain}`,
    displayName: title,
    may,
    roles: [role],
    wids: [...wids, memberTemplate],
  };
}

/** Everybody who can sign in to an application; publishers' tenants have no users here. */
export const usersOf = (directory: Directory, application: Application): readonly TenantUser[] =>
  application.kind === 'publisher' ? [] : userRoles.map((who) => userOf(directory, application, who));

/** The user that a `login_hint` names: by UPN, or by the part before its @, in any case. */
export function userNamed(users: readonly TenantUser[], hint: string): TenantUser | undefined {
  const name = hint.trim().toLowerCase();
  return users.find(({ who, userName }) => name === who || name === userName);
}
