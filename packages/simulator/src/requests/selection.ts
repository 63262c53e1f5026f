import type { RequestDetail } from './record.ts';

/** Which requests are meant; a member that is not there leaves nothing out. */
export interface Selection {
  readonly world?: string | undefined;
  readonly method?: string | undefined;
  /** Part of path and query, in any case. */
  readonly path?: string | undefined;
  /** Such as `404`, or `4xx` for all from 400 to 499. */
  readonly status?: string | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  readonly correlationId?: string | undefined;
}

/** What a status may be asked for by. */
export const statusPattern = /^(\d{1,3}|[1-5]xx)$/;

const same = (wanted: string | undefined, given: string | undefined): boolean =>
  wanted === undefined || wanted.toLowerCase() === given?.toLowerCase();

function isStatus(wanted: string | undefined, status: number): boolean {
  if (wanted === undefined) return true;
  if (wanted.endsWith('xx')) return Math.floor(status / 100) === Number(wanted[0]);
  return status === Number(wanted);
}

/** Whether a request is one of a selection. */
export const isSelected = (request: RequestDetail, wanted: Selection): boolean =>
  (wanted.world === undefined || wanted.world === request.world) &&
  same(wanted.method, request.method) &&
  (wanted.path === undefined || request.path.toLowerCase().includes(wanted.path.toLowerCase())) &&
  isStatus(wanted.status, request.status) &&
  same(wanted.code, request.code?.toString()) &&
  same(wanted.requestId, request.requestId) &&
  same(wanted.correlationId, request.correlationId);
