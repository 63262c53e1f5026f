import { entryVersions } from './entry-versions.ts';
import type { EventBody, Stamped } from './event.ts';
import type { Instant } from './time.ts';

/** A fact as a history holds it, in the version in which its kind is written. */
export const stamped = <Body extends EventBody>(body: Body, seq: number, at: Instant): Stamped<Body> =>
  ({ ...body, seq, at, v: entryVersions[body.type] }) as Stamped<Body>;
