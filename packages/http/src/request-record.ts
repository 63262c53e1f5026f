/** One finished request, for the journal. `status` is 0 when the connection was dropped on purpose. */
export type RequestRecord = {
  /** Absent when no endpoint matched. */
  readonly contractId?: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly requestId: string;
  readonly correlationId: string;
  readonly world?: string;
  /** The `code` of a refusal's body. */
  readonly code?: string | number;
  /** What a handler threw that was no refusal; never sent to the caller. */
  readonly error?: unknown;
};
