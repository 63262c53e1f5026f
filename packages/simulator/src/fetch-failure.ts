/** What happened to a call: `fetch` hides it behind its cause, which has several where a host has several addresses. */
export function callFailure(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof AggregateError && cause.errors.length > 0) return callFailure(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return code === undefined || cause.message.includes(code) ? cause.message : `${code} ${cause.message}`;
}
