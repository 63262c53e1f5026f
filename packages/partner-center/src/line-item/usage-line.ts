import {
  type Charge,
  type DailyUsage,
  dimensionsOf,
  effectivePrice,
  offerOf,
  parity,
  planOf,
  priceToDecimal,
  rateToDecimal,
  startOf,
  usageWorth,
} from '@marketsim/core';
import { z } from 'zod';
import { attributesSchema } from '../wire/link.ts';
import { instantSchema } from '../wire/values.ts';
import { decimalSchema } from './decimal.ts';
import type { Lines, Seen, UsedDay } from './lines.ts';
import { customerFields, decimals, isUnbilled, lastDay, productFields, resellerOnWire } from './parties.ts';

/** Members that SaaS of other publishers leaves empty (PC 7.5). */
const empty = {
  subscriptionDescription: '',
  meterType: '',
  meterCategory: '',
  meterSubCategory: '',
  meterRegion: '',
  resourceLocation: '',
  consumedService: '',
  resourceGroup: '',
  resourceUri: '',
  tags: '',
  additionalInfo: '',
  serviceInfo1: '',
  serviceInfo2: '',
  entitlementId: '',
  entitlementDescription: '',
  creditType: '',
} as const;

const emptyShape = Object.fromEntries(Object.keys(empty).map((name) => [name, z.literal('')]));

/** The use of one day in one dimension at one price (PC 7.5). */
export const usageLineSchema = z
  .strictObject({
    ...emptyShape,
    partnerId: z.guid(),
    partnerName: z.string(),
    customerId: z.guid(),
    customerName: z.string(),
    customerDomainName: z.string(),
    customerCountry: z.string(),
    mpnId: z.string(),
    resellerMpnId: z.string(),
    invoiceNumber: z.string(),
    productId: z.string(),
    productName: z.string(),
    skuId: z.string(),
    skuName: z.string(),
    availabilityId: z.string(),
    publisherName: z.string(),
    publisherId: z.string(),
    subscriptionId: z.guid(),
    chargeStartDate: instantSchema,
    chargeEndDate: instantSchema,
    usageDate: instantSchema,
    meterId: z.string(),
    meterName: z.string(),
    unitOfMeasure: z.string(),
    unitType: z.string(),
    chargeType: z.enum(['new', '']),
    unitPrice: decimalSchema,
    effectiveUnitPrice: decimalSchema,
    quantity: decimalSchema,
    billingPreTaxTotal: decimalSchema,
    pricingPreTaxTotal: decimalSchema,
    pcToBCExchangeRate: decimalSchema,
    rateOfPartnerEarnedCredit: decimalSchema,
    rateOfCredit: decimalSchema,
    billingCurrency: z.string(),
    pricingCurrency: z.string(),
    pcToBCExchangeRateDate: instantSchema,
    hasPartnerEarnedCredit: z.literal(false),
    invoiceLineItemType: z.literal('usage_line_items'),
    billingProvider: z.literal('marketplace'),
    attributes: attributesSchema('DailyRatedUsageLineItem'),
  })
  .meta({ id: 'DailyRatedUsageLineItem' });

/** MPN ids are texts here, where lines of licences have the reseller's as a number (PC 7.5). */
const partiesOf = (charge: Charge, seen: Seen) => ({
  ...customerFields(charge.customerId, seen),
  partnerName: seen.partner.name,
  mpnId: charge.mpnId,
  resellerMpnId: String(resellerOnWire(charge)),
  subscriptionId: charge.subscriptionId,
});

/** What a day comes to before anything is cut off: that happens once, to the sum of a month (MET-08). */
function amountsOf({ rate, quantity, currency, month }: DailyUsage, seen: Seen) {
  const decimal = decimals(seen);
  const { margin, exchangeRate = parity } = rate;
  const unitPrice = effectivePrice(rate.unitPrice, { margin, rounding: 'unitFloor' });
  const { priced, billed } = usageWorth(quantity, { unitPrice, exchangeRate });
  return {
    unitPrice: decimal(priceToDecimal(rate.unitPrice)),
    effectiveUnitPrice: decimal(priceToDecimal(unitPrice)),
    quantity: decimal(Number(quantity)),
    billingPreTaxTotal: decimal(billed),
    pricingPreTaxTotal: decimal(priced),
    pcToBCExchangeRate: decimal(rateToDecimal(exchangeRate)),
    pcToBCExchangeRateDate: `${month}-01T00:00:00.000Z`,
    billingCurrency: currency,
    pricingCurrency: rate.pricingCurrency ?? currency,
    rateOfPartnerEarnedCredit: decimal(0),
    rateOfCredit: decimal(0),
    hasPartnerEarnedCredit: false,
  };
}

function meterOf({ dimensionId, ...sold }: DailyUsage, { state }: Seen) {
  const offer = offerOf(sold, state);
  const plan = planOf(sold, state);
  const dimension = offer && plan && dimensionsOf({ offer, plan }).find(({ id }) => id === dimensionId);
  const unit = dimension?.unitOfMeasure ?? '';
  return {
    meterId: dimensionId,
    meterName: dimension?.displayName ?? '',
    unitOfMeasure: unit,
    unitType: unit,
  };
}

/** The use of a day as the wire has it (PC 7.5). The SDKs for .NET and Java read it with this provider alone, whatever was asked for. */
export const usageLineOf = ({ used, charge }: UsedDay, lines: Lines, seen: Seen) => ({
  ...empty,
  ...partiesOf(charge, seen),
  ...productFields(used, seen),
  ...meterOf(used, seen),
  ...amountsOf(used, seen),
  availabilityId: charge.availabilityId,
  invoiceNumber: lines.invoiceNumber,
  chargeStartDate: startOf(charge.start),
  chargeEndDate: lastDay(charge.end),
  usageDate: startOf(used.day),
  chargeType: isUnbilled(lines) ? '' : 'new',
  invoiceLineItemType: 'usage_line_items',
  billingProvider: 'marketplace',
  attributes: { objectType: 'DailyRatedUsageLineItem' },
});
