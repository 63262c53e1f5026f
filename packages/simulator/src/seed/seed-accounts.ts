import type { Faker } from '@faker-js/faker';
import type { WorldDefinitionInput } from '../definition/schema.ts';

type Partners = NonNullable<WorldDefinitionInput['partners']>;
type Customers = NonNullable<WorldDefinitionInput['customers']>;
type Publishers = NonNullable<WorldDefinitionInput['publishers']>;

/** A direct-bill partner, and an indirect provider with two resellers. */
export function seedPartners(faker: Faker): Partners {
  const partner = (alias: string, kind: Partners[number]['kind'], n: number): Partners[number] => ({
    alias,
    kind,
    name: faker.company.name(),
    mpnId: `${n}${faker.string.numeric(6)}`,
    country: 'US',
  });
  return [
    partner('direct', 'directBill', 4),
    { ...partner('provider', 'indirectProvider', 5), resellers: ['reseller-1', 'reseller-2'] },
    partner('reseller-1', 'indirectReseller', 6),
    partner('reseller-2', 'indirectReseller', 7),
  ];
}

/**
 * Four customers: `customer-1` and `customer-2` of the direct partner, `customer-3` and `customer-4` of the
 * provider. `customer-2` has not accepted the customer agreement, `customer-4` buys in Sweden.
 */
export function seedCustomers(faker: Faker): Customers {
  const customer = (n: number, partner: string, country: 'US' | 'SE'): Customers[number] => {
    const companyName = faker.company.name();
    const domain = `${faker.helpers
      .slugify(companyName)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')}${n}.onmicrosoft.com`;
    return {
      alias: `customer-${n}`,
      partner,
      companyName,
      domain,
      country,
      ...(country === 'SE' ? { culture: 'sv-SE', language: 'sv' } : { culture: 'en-US', language: 'en' }),
      address: country === 'SE' ? swedishAddress(faker) : americanAddress(faker),
    };
  };
  return [
    customer(1, 'direct', 'US'),
    { ...customer(2, 'direct', 'US'), agreement: 'none' },
    { ...customer(3, 'provider', 'US'), reseller: 'reseller-1' },
    customer(4, 'provider', 'SE'),
  ];
}

function americanAddress(faker: Faker): Customers[number]['address'] {
  const state = faker.location.state({ abbreviated: true });
  return {
    addressLine1: faker.location.streetAddress(),
    city: faker.location.city(),
    state,
    postalCode: faker.location.zipCode('#####'),
    firstName: faker.person.firstName(),
    lastName: faker.person.lastName(),
    phoneNumber: faker.string.numeric({ length: 10, allowLeadingZeros: false }),
  };
}

function swedishAddress(faker: Faker): Customers[number]['address'] {
  return {
    addressLine1: `Storgatan ${faker.number.int({ min: 1, max: 99 })}`,
    city: 'Stockholm',
    postalCode: `11${faker.string.numeric(1)} ${faker.string.numeric(2)}`,
    firstName: faker.person.firstName(),
    lastName: faker.person.lastName(),
  };
}

/** Two publishers: `publisher-1` reports licence assignment, `publisher-2` does not. */
export function seedPublishers(faker: Faker): Publishers {
  const publisher = (alias: string): Publishers[number] => ({
    alias,
    name: faker.company.name(),
    reportsLicenseAssignment: alias === 'publisher-1',
  });
  return [publisher('publisher-1'), publisher('publisher-2')];
}
