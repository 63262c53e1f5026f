import type { VerifiedToken } from '@marketsim/http';
import type { Application } from '../worlds/directory.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { defaultWorld } from '../worlds/worlds.ts';
import { marketplaceAudience, partnerCenterAudience } from './audiences.ts';
import { isUserRole, type UserRole, userOf, userRoles } from './users.ts';

/** Whom a development token can stand for: a partner's user, a partner's application, a publisher's application. */
export type DevelopmentCaller = UserRole | 'app' | 'publisher';

/** Every caller for a partner. */
export const partnerCallers: readonly DevelopmentCaller[] = [...userRoles, 'app'];

/** A development token taken apart: `dev-<who>[.<alias>][@<world>]`. */
export interface DevelopmentToken {
  readonly who: string;
  readonly alias: string | undefined;
  readonly world: string | undefined;
}

/** Reads a development token, in any case; nothing when the text is none. */
export function readDevelopmentToken(text: string): DevelopmentToken | undefined {
  const match = /^dev-([a-z-]+)(?:\.([a-z0-9_-]+))?(?:@([a-z0-9-]+))?$/.exec(text.toLowerCase());
  return match?.[1] === undefined ? undefined : { who: match[1], alias: match[2], world: match[3] };
}

/** The shortest text of a development token for an application of a world. */
export function developmentToken(
  who: DevelopmentCaller,
  { kind, alias }: Pick<Application, 'kind' | 'alias'>,
  { name, directory }: Pick<SimulatedWorld, 'name' | 'directory'>,
): string {
  const first = kind === 'partner' ? directory.partner() : directory.publisher();
  const suffix = first?.alias === alias ? '' : `.${alias}`;
  return `dev-${who}${suffix}${name === defaultWorld ? '' : `@${name}`}`;
}

/** What the token says in its world, or why it says nothing there. */
export function developmentClaims(
  { who, alias }: DevelopmentToken,
  { directory }: Pick<SimulatedWorld, 'directory'>,
): VerifiedToken | string {
  if (who === 'publisher') {
    const publisher = directory.publisher(alias);
    return publisher
      ? appClaims(publisher, marketplaceAudience)
      : nobody('publisher', alias, directory.publishers);
  }
  if (who !== 'app' && !isUserRole(who)) {
    const known = [...partnerCallers, 'publisher'].map((caller) => `dev-${caller}`).join(', ');
    return `there is no development token dev-${who}; there are ${known}`;
  }
  const partner = directory.partner(alias);
  if (!partner) return nobody('partner', alias, directory.partners);
  const app = appClaims(partner, partnerCenterAudience);
  if (who === 'app') return app;
  const { objectId, userName, roles } = userOf(directory, partner, who);
  return { ...app, kind: 'user', objectId, userName, mfa: true, roles };
}

const appClaims = (application: Application, audience: string): VerifiedToken => ({
  kind: 'app',
  tenantId: application.tenantId,
  applicationId: application.applicationId,
  audience,
  objectId: application.objectId,
  mfa: false,
  roles: [],
});

const nobody = (kind: string, alias: string | undefined, known: readonly Application[]): string =>
  alias === undefined
    ? `this world has no ${kind}`
    : `this world has no ${kind} "${alias}"; there is ${known.map((each) => each.alias).join(', ') || 'none'}`;
