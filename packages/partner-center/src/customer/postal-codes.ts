/** How postal codes look where that is known. */
const forms: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(?:-\d{4})?$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/,
  CN: /^\d{6}$/,
  MX: /^\d{5}$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/,
};

/** Whether a postal code can be one of a country; where their form is not known, any may. */
export const isPostalCodeOf = (postalCode: string, country: string): boolean =>
  forms[country]?.test(postalCode.trim().toUpperCase()) ?? true;
