import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { isCountry } from '../wire/country.ts';
import { isPostalCodeOf } from './postal-codes.ts';
import { isStateOf } from './states.ts';

const text = z.string();

const givenSchema = z
  .strictObject({
    addressLine1: text.min(1),
    addressLine2: text.optional(),
    city: text.min(1),
    state: text,
    postalCode: text.min(1),
    country: text.min(1),
  })
  .meta({ id: 'AddressToValidate' });

type Given = z.output<typeof givenSchema>;

const statuses = [
  'VerifiedShippable',
  'Verified',
  'InteractionRequired',
  'StreetPartial',
  'PremisesPartial',
  'Multiple',
  'None',
  'NotValidated',
] as const;

const resultSchema = z
  .strictObject({
    originalAddress: givenSchema,
    suggestedAddresses: z.array(givenSchema),
    status: z.enum(statuses),
    validationMessage: text.optional(),
  })
  .meta({ id: 'AddressValidation' });

/** The address as it would be kept: codes in capitals, no blanks around. */
function tidied(given: Given): Given {
  const { addressLine2 } = given;
  return {
    addressLine1: given.addressLine1.trim(),
    ...(addressLine2 && { addressLine2: addressLine2.trim() }),
    city: given.city.trim(),
    state: given.state.trim().toUpperCase(),
    postalCode: given.postalCode.trim().toUpperCase(),
    country: given.country.trim().toUpperCase(),
  };
}

function validationOf(given: Given): z.output<typeof resultSchema> {
  const address = tidied(given);
  const { country, state, postalCode, addressLine1 } = address;
  const failed = (status: 'None' | 'NotValidated', validationMessage: string) => ({
    ...{ originalAddress: given, suggestedAddresses: [], status, validationMessage },
  });
  if (!isCountry(country)) return failed('NotValidated', `country: ${given.country} is not known`);
  if (!isStateOf(state, country)) return failed('None', `state: ${given.state} is not a state of ${country}`);
  if (!isPostalCodeOf(postalCode, country))
    return failed('None', `postalCode: ${given.postalCode} is not one of ${country}`);
  const status = /\d/.test(addressLine1) ? 'VerifiedShippable' : 'StreetPartial';
  return { originalAddress: given, suggestedAddresses: [address], status };
}

/** CUS-7: whether an address can be used. Nothing is looked up: codes must have the form of their country. */
export const validateAddress = endpoint({
  contract: {
    id: 'CUS-7',
    method: 'post',
    path: '/v1/validations/address',
    summary: 'Validate an address',
    source: 'PC 2.6',
    tag: 'Customers',
    access: 'A+U',
    right: 'read',
    params: noParams,
    query: z.object({}),
    body: givenSchema,
    replies: {
      200: {
        description: 'What became of the address, good or bad.',
        schema: resultSchema,
        example: validationOf({
          ...{ addressLine1: '8 Mill Street', city: 'Portland', state: 'OR' },
          ...{ postalCode: '97201', country: 'us' },
        }),
      },
    },
    refusals: [],
    gaps: [
      {
        ...{ status: 400, code: 2007, when: 'the address is not valid (edition of 2021)' },
        why: 'The edition of 2023 answers 200 with a report instead.',
      },
    ],
  },
  handle: ({ body }) => ({ status: 200, body: validationOf(body) }),
});
