import { type Fault, gatewayFault } from '../problem.ts';

/** An agreement that the same contact confirmed before: its body is not the usual envelope (PC 0.9, 13.18). */
export function agreementConfirmed({ customerId }: { readonly customerId: string }): Fault {
  const description = `The agreement of customer ${customerId} has been confirmed already for this contact.`;
  return {
    ...gatewayFault(409, 600061, description),
    body: {
      code: 600061,
      message: description,
      description,
      errorName: 'PartnerConfirmedAgreementAlreadyExists',
      isRetryable: false,
      parameters: {},
      errorMessageExtended: 'InternalErrorCode=600061',
    },
  };
}
