/** Countries that are one region of the programme: the European Union and the EFTA (PC 2.9). */
const europe = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE CH IS LI NO'.split(' '),
);

/** Whether a country is in the region where several resellers can take part in a sale (PC 2.9). */
export const isEuropean = (country: string): boolean => europe.has(country);

/** Whether companies of two countries can work together: in one country, or both in Europe. */
export const isSameRegion = (one: string, other: string): boolean =>
  one === other || (isEuropean(one) && isEuropean(other));
