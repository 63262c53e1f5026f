import { gatewayFault, refuseWith } from '../problem.ts';

const anyNumber = /^[A-Za-z0-9][A-Za-z0-9 ./-]{1,49}$/;

/** Countries whose companies are known by a registration number, with the form it has there (PC 2.2). */
const forms: Readonly<Record<string, RegExp>> = {
  AM: /^\d{8}$/,
  AZ: /^\d{10}$/,
  BY: /^\d{9}$/,
  HU: /^\d{8}(?:-\d-\d{2})?$/,
  IN: /^[A-Z]{5}\d{4}[A-Z]$/,
  KZ: /^\d{12}$/,
  KG: /^\d{14}$/,
  MD: /^\d{13}$/,
  RU: /^(?:\d{10}|\d{12})$/,
  TJ: /^\d{9}$/,
  UZ: /^\d{9}$/,
  UA: /^(?:\d{8}|\d{10}|\d{12})$/,
  BR: anyNumber,
  ZA: anyNumber,
  PL: anyNumber,
  AE: anyNumber,
  SA: anyNumber,
  TR: anyNumber,
  TH: anyNumber,
  VN: anyNumber,
  MM: anyNumber,
  IQ: anyNumber,
  SS: anyNumber,
  VE: anyNumber,
};

interface Registration {
  readonly country: string;
  readonly number: string | undefined;
  readonly phoneNumber: string | undefined;
}

const refuse = (code: number, text: string): never => refuseWith(gatewayFault(400, code, text));

/** Ends the request unless number and phone are what the country asks for (PC 2.2: 600002, 600049 to 600051). */
export function checkRegistration({ country, number, phoneNumber }: Registration): void {
  const form = forms[country];
  const place = 'companyProfile.organizationRegistrationNumber';
  if (!form) {
    if (number) refuse(600002, `${country} supports no ${place}.`);
    return;
  }
  if (!number) refuse(600049, `${country} requires a ${place}.`);
  else if (!form.test(number)) {
    refuse(600050, `${place}: expected text matching ${form.source} in ${country}, got "${number}".`);
  }
  if (!phoneNumber) refuse(600051, `${country} requires a billingProfile.defaultAddress.phoneNumber.`);
}
