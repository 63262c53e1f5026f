import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import type { Partner, Program } from './partner.ts';

export const programRules = declareRules({
  'PUR-24': {
    says: 'A partner whose status in the programme is not active calls in vain; one that is no active reseller cannot buy.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D',
  },
});

/** Takes a partner out of one of its programmes, or back into both (PUR-24). */
export interface SetProgramStatus {
  readonly type: 'SetProgramStatus';
  readonly partnerId: string;
  /** Absent: it is active in both. */
  readonly inactiveProgram?: Program;
}

export function setProgramStatus(
  { partnerId, inactiveProgram }: SetProgramStatus,
  { state }: Context,
): Decision {
  const partner = state.partners.get(partnerId);
  if (!partner) return reject({ code: 'partnerNotFound', partnerId });
  if (partner.inactiveProgram === inactiveProgram) return accept([]);
  return accept([{ type: 'ProgramStatusSet', partnerId, ...(inactiveProgram && { inactiveProgram }) }]);
}

/** Why a partner cannot buy, whatever it buys, by its status in the programme (PUR-24). */
export const programRefusal = ({ inactiveProgram }: Partner): DomainError | undefined =>
  inactiveProgram && { code: 'programInactive', program: inactiveProgram };
