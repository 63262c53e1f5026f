import { type DomainError, isErrorCode } from '@marketsim/core';

const isRefusal = (value: unknown): value is DomainError =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  isErrorCode(value.code);

/** What the engine refused behind a problem of an API: the problem itself, or what it was made from; nothing for any other. */
export function refusalBehind(problem: unknown): DomainError | undefined {
  if (typeof problem !== 'object' || problem === null) return undefined;
  const behind = [
    'refusal' in problem ? problem.refusal : undefined,
    'error' in problem ? problem.error : undefined,
    problem,
  ];
  return behind.find(isRefusal);
}
