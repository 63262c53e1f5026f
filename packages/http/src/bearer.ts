import type { RequestInfo } from './request-info.ts';
import type { World } from './world.ts';

/** What a bearer token says once its signature, issuer and expiry are found right. What it may do, each API decides. */
export type VerifiedToken = {
  /** `app` for client credentials, `user` when somebody signed in (PC 1.1, 1.2). */
  readonly kind: 'app' | 'user';
  readonly tenantId: string;
  /** `appid` of a v1 token, `azp` of a v2 one. */
  readonly applicationId: string;
  readonly audience: string;
  /** Object id of the user, or of the application's service principal. */
  readonly objectId: string;
  readonly userName?: string;
  /** Whether a second factor was used; an application has none (PC 1.2). */
  readonly mfa: boolean;
  /** Role names as PC 1.4 has them, without blanks: `GlobalAdmin`, `AdminAgent`, `SalesAgent`, `HelpdeskAgent`, `BillingAdmin`. */
  readonly roles: readonly string[];
};

/** A caller with a good token, in the world that the token names. */
export type Admission = {
  readonly admitted: true;
  readonly token: VerifiedToken;
  readonly world: World;
};

/** Why nobody could be admitted. */
export type TokenFault = {
  readonly admitted: false;
  readonly fault:
    | 'missing'
    | 'notBearer'
    | 'malformed'
    | 'badSignature'
    | 'expired'
    | 'unknownWorld'
    | 'contradictedWorld';
  /** For people: what was wrong with what was sent. */
  readonly detail: string;
};

/** Finds out who calls and in which world; shared by the APIs, implemented by whoever issues the tokens. */
export type Gate = (request: RequestInfo) => Admission | TokenFault | Promise<Admission | TokenFault>;
