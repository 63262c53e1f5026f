import type { DomainError } from './errors.ts';

/** What a command led to: a value, or the one reason why it was refused. A refusal changes nothing (GEN-10). */
export type Outcome<T> = Accepted<T> | Rejected;

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Rejected {
  readonly ok: false;
  readonly error: DomainError;
}

export const accept = <T>(value: T): Accepted<T> => ({ ok: true, value });

export const reject = (error: DomainError): Rejected => ({ ok: false, error });
