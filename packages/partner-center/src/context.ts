import type { Engine, Partner } from '@marketsim/core';
import type { RequestInfo, VerifiedToken, World } from '@marketsim/http';

/** Who calls, for which partner, in which world. */
export type PartnerContext = {
  readonly world: World;
  readonly engine: Engine;
  readonly token: VerifiedToken;
  readonly partner: Partner;
  readonly request: RequestInfo;
  /** Object id of the user, or the application's id for an app-only token (PC 4.1 `lastModifiedUser`). */
  readonly callerId: string;
  /** Waits for real milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
};
