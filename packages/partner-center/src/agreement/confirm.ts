import type { Agreement, DomainEvent } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { customerAt, customerParams } from '../locate.ts';
import { refuseWith } from '../problem.ts';
import { customerRefusals } from '../refusals.ts';
import { invalidProperty } from '../render.ts';
import { sentInstant } from '../wire/instant.ts';
import { exampleAgreement } from './example.ts';
import { confirmedAgreement, confirmedAgreementSchema, contactSchema } from './resource.ts';

const wantedType = 'MicrosoftCustomerAgreement';

/** CUS-10, POST: the partner confirms that somebody at the customer accepted the customer agreement (PUR-03). */
export const confirmAgreement = endpoint({
  contract: {
    id: 'CUS-10.confirm',
    method: 'post',
    path: '/v1/customers/:customerId/agreements',
    summary: 'Confirm that a customer accepted an agreement',
    source: 'PC 2.8',
    tag: 'Agreements',
    access: 'U',
    right: 'customerWrite',
    params: customerParams,
    query: z.object({}),
    body: z
      .strictObject({
        primaryContact: contactSchema,
        templateId: z.guid(),
        dateAgreed: z.iso.datetime({ offset: true, local: true }),
        type: z.string(),
      })
      .meta({ id: 'AgreementConfirmation' }),
    replies: {
      201: {
        description: 'The confirmation, with the user who made it.',
        schema: confirmedAgreementSchema,
        example: confirmedAgreement(exampleAgreement),
      },
    },
    refusals: [
      ...customerRefusals,
      { status: 409, code: 600061, when: 'the same contact’s agreement is confirmed already' },
    ],
  },
  locate: customerAt,
  handle: ({ found, body }, ctx) => {
    if (body.type.replaceAll('_', '').toLowerCase() !== wantedType.toLowerCase()) {
      refuseWith(invalidProperty('type', `expected ${wantedType}, got ${body.type}`));
    }
    const { firstName, lastName, email, phoneNumber } = body.primaryContact;
    const events = execute(ctx, {
      type: 'ConfirmAgreement',
      customerId: found.customer.id,
      templateId: body.templateId.toLowerCase(),
      primaryContact: { firstName, lastName, email, ...(phoneNumber && { phoneNumber }) },
      dateAgreed: sentInstant(body.dateAgreed),
      userId: ctx.callerId,
    });
    return { status: 201, body: confirmedAgreement(agreedIn(events)) };
  },
});

function agreedIn(events: readonly DomainEvent[]): Agreement {
  const confirmed = events.find((event) => event.type === 'AgreementConfirmed');
  if (!confirmed) throw new Error('ConfirmAgreement was accepted without AgreementConfirmed');
  return confirmed.agreement;
}
