import { type Agreement, customerAgreementTemplate } from '@marketsim/core';
import { z } from 'zod';
import { instantSchema } from '../wire/values.ts';

/** An agreement that customers accept (PC 2.8). */
const agreementTypes = ['MicrosoftCustomerAgreement', 'MicrosoftCloudAgreement'] as const;

export type AgreementType = (typeof agreementTypes)[number];

/** Which agreements a list shows: one type, all with `*`, the retired one when nothing is said (PC 2.8). */
export const agreementQuery = z.object({ agreementType: z.enum([...agreementTypes, '*']).optional() });

export const isAsked = (
  type: AgreementType,
  { agreementType = 'MicrosoftCloudAgreement' }: z.output<typeof agreementQuery>,
): boolean => agreementType === '*' || agreementType === type;

export const agreementMetadataSchema = z
  .strictObject({
    templateId: z.guid(),
    agreementType: z.enum(agreementTypes),
    agreementLink: z.url(),
    versionRank: z.int(),
  })
  .meta({ id: 'AgreementMetadata' });

/** The agreements there are; the template ids are constants of the real service (PC 2.8). */
export const agreementMetadata = [
  {
    templateId: customerAgreementTemplate,
    agreementType: 'MicrosoftCustomerAgreement',
    agreementLink: 'https://aka.ms/customeragreement',
    versionRank: 1,
  },
  {
    templateId: '998b88de-aa99-4388-a42c-1b3517d49490',
    agreementType: 'MicrosoftCloudAgreement',
    agreementLink: 'https://aka.ms/cloudagreement',
    versionRank: 1,
  },
] as const satisfies readonly z.output<typeof agreementMetadataSchema>[];

const text = z.string().min(1);

export const contactSchema = z.strictObject({
  firstName: text,
  lastName: text,
  email: z.string().regex(/^[^\s@]+@[^\s@]+$/),
  phoneNumber: z.string().optional(),
});

const agreement = z.strictObject({
  primaryContact: contactSchema,
  templateId: z.guid(),
  dateAgreed: instantSchema,
  type: z.enum(agreementTypes),
});

export const listedAgreementSchema = agreement.extend({ agreementLink: z.url() }).meta({ id: 'Agreement' });

export const confirmedAgreementSchema = agreement.extend({ userId: z.guid() }).meta({ id: 'NewAgreement' });

const base = ({ primaryContact, templateId, dateAgreed }: Agreement) => ({
  primaryContact,
  templateId,
  dateAgreed,
  type: 'MicrosoftCustomerAgreement',
});

export const listedAgreement = (agreed: Agreement) => ({
  ...base(agreed),
  agreementLink: agreementMetadata[0].agreementLink,
});

export const confirmedAgreement = (agreed: Agreement) => ({ ...base(agreed), userId: agreed.userId });
