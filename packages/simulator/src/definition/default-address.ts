import type { Address } from '@marketsim/core';

type Place = Pick<Address, 'city' | 'postalCode' | 'addressLine1'> & { readonly state?: string };

const places: Readonly<Record<string, Place>> = {
  US: { addressLine1: '100 Main Street', city: 'Seattle', state: 'WA', postalCode: '98101' },
  CA: { addressLine1: '100 King Street', city: 'Toronto', state: 'ON', postalCode: 'M5H 1A1' },
  GB: { addressLine1: '10 High Street', city: 'London', postalCode: 'EC1A 1AA' },
  SE: { addressLine1: 'Storgatan 1', city: 'Stockholm', postalCode: '111 22' },
  DE: { addressLine1: 'Hauptstraße 1', city: 'Berlin', postalCode: '10115' },
  FR: { addressLine1: '1 rue de la Paix', city: 'Paris', postalCode: '75002' },
  CN: { addressLine1: '1 Jianguo Road', city: 'Beijing', state: 'BJ', postalCode: '100020' },
  JP: { addressLine1: '1-1 Marunouchi', city: 'Tokyo', postalCode: '100-0005' },
};
const elsewhere: Place = { addressLine1: '1 Main Street', city: 'Capital', postalCode: '10000' };

/** An address in a country, for a customer whose definition gives none. */
export const defaultAddress = (country: string): Address => ({
  ...(places[country] ?? elsewhere),
  country,
  firstName: 'Alex',
  lastName: 'Berg',
});
