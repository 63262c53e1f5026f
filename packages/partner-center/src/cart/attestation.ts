import type { RefusalContract } from '@marketsim/http';
import type { PartnerContext } from '../context.ts';
import { commerceFault, refuseWith } from '../problem.ts';

interface Attested {
  readonly partnerOnRecordAttestationAccepted?: boolean | undefined;
}

export const attestationRefusal: RefusalContract = {
  status: 400,
  code: 900206,
  when: 'the attestation of the partner on record is required and missing',
};

/** What a body attests; ends the request without it where the world requires it (PC 4.1). */
export function attestationOf(
  { partnerOnRecordAttestationAccepted: attested }: Attested,
  { engine }: Pick<PartnerContext, 'engine'>,
): { readonly attested?: boolean } {
  if (engine.state.settings['attestation.required'] && attested !== true) {
    refuseWith(commerceFault(400, 900206, 'partnerOnRecordAttestationAccepted: must be true.'));
  }
  return attested === undefined ? {} : { attested };
}
