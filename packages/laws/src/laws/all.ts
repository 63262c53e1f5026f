import type { EndLaw, StepLaw } from '../law.ts';
import { activationLaws } from './activation.ts';
import { amountLaws } from './amounts.ts';
import { coverageLaws } from './coverage.ts';
import { decimalLaws } from './decimals.ts';
import { historyLaws } from './history.ts';
import { invoiceLaws } from './invoices.ts';
import { operationLaws } from './operations.ts';
import { orderLaws } from './orders.ts';
import { priceChangeLaws } from './price-changes.ts';
import { priceLaws } from './prices.ts';
import { projectionLaws } from './projections.ts';
import { purchaseLaws } from './purchases.ts';
import { refundLaws } from './refunds.ts';
import { refusalLaws } from './refusals.ts';
import { rhythmLaws } from './rhythm.ts';
import { settingChangeLaws } from './setting-changes.ts';
import { shownLineLaws } from './shown-lines.ts';
import { statementLaws } from './statements.ts';
import { statusLaws } from './status.ts';
import { taxLaws } from './tax.ts';
import { transitionLaws } from './transitions.ts';
import { usageLaws } from './usage.ts';
import { windowLaws } from './window.ts';

/** The laws of one run. */
export const runLaws: readonly (StepLaw | EndLaw)[] = [
  ...activationLaws,
  ...statusLaws,
  ...coverageLaws,
  ...rhythmLaws,
  ...refundLaws,
  ...amountLaws,
  ...priceLaws,
  ...priceChangeLaws,
  ...taxLaws,
  ...usageLaws,
  ...invoiceLaws,
  ...shownLineLaws,
  ...projectionLaws,
  ...statementLaws,
  ...windowLaws,
  ...transitionLaws,
  ...operationLaws,
  ...historyLaws,
  ...refusalLaws,
  ...orderLaws,
  ...purchaseLaws,
  ...settingChangeLaws,
  ...decimalLaws,
];
