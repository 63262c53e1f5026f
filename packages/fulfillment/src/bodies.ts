import type { Reply, RequestInfo } from '@marketsim/http';
import { isMetering } from './metering/protocol.ts';
import { foreignUsageBody } from './metering/usage-error.ts';

/** What most refusals say (SF 8, E2). */
type Detail = { readonly code: string; readonly message: string; readonly target: string };

/** A refusal with code, message and target (SF 8, E2). */
export const refusal = (status: number, detail: Detail): Reply => ({
  status,
  body: { code: detail.code, message: detail.message, target: detail.target },
});

/** What the caller sent cannot be taken as it is. */
export const badRequest = (message: string, target: string): Reply =>
  refusal(400, { code: 'BadRequest', message, target });

/** What the caller names is not there. */
export const notFound = (message: string, target: string): Reply =>
  refusal(404, { code: 'EntityNotFound', message, target });

/** A refusal that is a message and nothing else (SF 8, E3). */
export const bare = (status: number, message: string): Reply => ({ status, body: { message } });

/** A refusal whose whole body is one JSON text (SF 8, E1); metering has an object around it (E8). */
export const forbidden = (message: string, request: RequestInfo): Reply => ({
  status: 403,
  body: isMetering(request) ? foreignUsageBody(message) : message,
});

/** A refused api-version, in capitals as that layer answers (SF 8, E4). */
export const versionRefusal = (code: string, message: string): Reply => ({
  status: 400,
  body: { Error: { Code: code, Message: message } },
});

/** Something that is no fault of the caller's (SF 8, E5). */
const failure = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
});

/** Something that should not have happened. */
export const unexpected = (message: string): Reply => failure(500, 'UnexpectedError', message);

/** Something that cannot be answered now. */
export const unavailable = (message: string): Reply => failure(503, 'ServiceUnavailable', message);
