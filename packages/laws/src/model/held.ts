import type { Instant, Settings } from '@marketsim/core';
import type { InvoiceRun } from '../chronicle/invoice-run.ts';
import type { Bill } from './bills.ts';
import type { Modelled } from './modelled.ts';
import type { Owned } from './purchase.ts';
import type { Visit } from './visit.ts';

/** All that a model holds. */
export interface Held {
  settings: Settings;
  now: Instant;
  run: InvoiceRun;
  readonly subscriptions: Map<string, Modelled>;
  /** Whose each subscription is, and of which offer. */
  readonly owners: Map<string, Omit<Owned, 'x'>>;
  readonly bills: Map<string, Bill>;
  readonly visits: Visit[];
}
