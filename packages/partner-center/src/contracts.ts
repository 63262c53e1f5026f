import type { Contract } from '@marketsim/http';
import { endpoints } from './endpoints.ts';

/** What every endpoint of this API takes and answers. */
export const partnerCenterContracts: readonly { readonly contract: Contract }[] = endpoints;
