import type { DomainError, ErrorCode } from '@marketsim/core';
import { type ProtocolProblem, Refused, type Reply, reasonOf } from '@marketsim/http';
import { z } from 'zod';
import { WorldDefinitionError } from '../definition/problem.ts';
import { WorldError, type WorldErrorCode } from '../worlds/world-error.ts';

/** A refusal of the control API. */
export interface ControlProblem {
  readonly kind: 'control';
  readonly status: number;
  readonly code: string;
  /** For people. */
  readonly message: string;
  /** Member, parameter or header that was wrong. */
  readonly target?: string;
  /** What the engine refused, where it was the engine. */
  readonly refusal?: DomainError;
}

/** Something that is named and not there; `target` is the member that names it. */
export const notThere = (code: string, message: string, target?: string): ControlProblem => ({
  ...{ kind: 'control', status: 404, code, message },
  ...(target !== undefined && { target }),
});

/** What asks for nothing that can be done. */
export const invalid = (target: string, message: string): ControlProblem => ({
  ...{ kind: 'control', status: 400, code: 'invalid', target, message },
});

/** Body of every refusal of the control API. */
export const controlErrorBody = z
  .object({
    error: z.object({ code: z.string(), message: z.string(), target: z.string().optional() }),
  })
  .meta({ id: 'ControlError' });

const worldStatuses: Readonly<Record<WorldErrorCode, number>> = {
  worldUnknown: 404,
  worldExists: 409,
  worldGone: 409,
  worldNameInvalid: 400,
  definitionInvalid: 400,
  profileUnknown: 400,
  presetUnknown: 400,
  seedInvalid: 400,
  instantInvalid: 400,
  durationInvalid: 400,
  clockBackwards: 409,
  clockMoving: 409,
  deliveryUnderway: 409,
  snapshotUnknown: 404,
  snapshotExists: 409,
  snapshotUnreadable: 409,
  snapshotUnwritable: 503,
  bundleInvalid: 400,
  bundleDamaged: 400,
  bundleUnreadable: 400,
  deliveryUnknown: 404,
  publisherUnreachable: 502,
  settingUnknown: 404,
  settingInvalid: 400,
};

/** The refusal that an error of worlds or definitions stands for; nothing for any other error. */
function controlProblemOf(error: unknown): ControlProblem | undefined {
  if (error instanceof WorldDefinitionError) {
    const target = ['definition', error.problems[0]?.path].filter(Boolean).join('.');
    return { kind: 'control', status: 400, code: 'definitionInvalid', message: error.message, target };
  }
  if (!(error instanceof WorldError)) return undefined;
  const { code, message, target } = error;
  return {
    kind: 'control',
    status: worldStatuses[code],
    code,
    message,
    ...(target === undefined ? {} : { target }),
  };
}

const domainStatuses: Partial<Readonly<Record<ErrorCode, number>>> = {
  subscriptionNotFound: 404,
  invoiceNotFound: 404,
  stepNotFound: 404,
  customerNotFound: 404,
  availabilityNotFound: 404,
  productNotFound: 404,
  partnerNotFound: 404,
  priceChangeInvalid: 400,
  offerInvalid: 400,
  marginInvalid: 400,
  exchangeRateInvalid: 400,
  faultNotFound: 404,
  publisherNotFound: 404,
  faultInvalid: 400,
  settingInvalid: 400,
  quantityMismatch: 400,
  quantityOutOfRange: 400,
  termNotAllowed: 400,
  nicknameInvalid: 400,
};

/** Runs work on worlds; what it rejects with as an expected error ends the request as a refusal. */
export async function refusing<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const problem = controlProblemOf(error);
    throw problem === undefined ? error : new Refused<ControlProblem>(problem);
  }
}

/** What the engine refuses, with its details in words. */
export function domainProblem(refusal: DomainError): ControlProblem {
  const { code, ...details } = refusal;
  const told = Object.entries(details).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const words = code.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const message = told.length === 0 ? words : `${words}: ${told.join(', ')}`;
  return { kind: 'control', status: domainStatuses[code] ?? 409, code, message, refusal };
}

function protocolProblem(problem: ProtocolProblem): Omit<ControlProblem, 'kind'> {
  switch (problem.kind) {
    case 'malformedJson':
      return { status: 400, code: 'malformedJson', message: `the body is no JSON: ${problem.detail}` };
    case 'shape': {
      const message = problem.issues
        .map(({ path, message: text }) => `${path || problem.where}: ${text}`)
        .join('; ');
      return { status: 400, code: 'invalid', message, target: problem.issues[0]?.path || problem.where };
    }
    case 'noSuchRoute':
      return { status: 404, code: 'noSuchAddress', message: noSuchAddress(problem.path, problem.meant) };
    case 'methodNotAllowed': {
      const message = `${problem.path} takes ${problem.allow.join(', ')}, not ${problem.method}`;
      return { status: 405, code: 'methodNotAllowed', message };
    }
    case 'tooLarge':
      return { status: 413, code: 'tooLarge', message: `the body has more than ${problem.limitBytes} bytes` };
    case 'unavailable':
      return { status: 503, code: 'unavailable', message: problem.message };
    case 'unexpected': {
      const { error } = problem;
      return { status: 500, code: 'unexpected', message: reasonOf(error) };
    }
  }
}

const noSuchAddress = (path: string, meant: string): string =>
  `there is nothing at ${path}${meant || ';'} / lists the addresses, /openapi/control.json describes them`;

/** The one place where problems become bodies of the control API. */
export function renderControl(problem: ControlProblem | ProtocolProblem): Reply {
  const { status, code, message, target } = problem.kind === 'control' ? problem : protocolProblem(problem);
  return { status, body: { error: { code, message, ...(target === undefined ? {} : { target }) } } };
}
