import type { Contract, Reply, RequestInfo } from '@marketsim/http';
import { commonTo } from '@marketsim/http/fidelity';
import { isPartnerContract } from './contract.ts';
import { commerceFault, gatewayFault } from './problem.ts';
import { commonRefusals } from './refusals.ts';
import { render } from './render.ts';

const commerceTags: ReadonlySet<string | undefined> = new Set([
  'Catalog',
  'Carts',
  'Orders',
  'Subscriptions',
]);

/** What is asked for; without a status the first refusal with the code. */
interface Asked {
  readonly code: number;
  readonly status?: number;
}

/** A refusal that the contract of an endpoint names, as if its cause were there; nothing for any other. */
export function refusalOnDemand(
  contract: Contract,
  { code, status }: Asked,
  request: RequestInfo,
): Reply | undefined {
  if (!isPartnerContract(contract)) return undefined;
  const all = [...contract.refusals, ...commonTo(contract, commonRefusals)];
  const refusal = all.find(
    (each) =>
      each.code === code && each.inside === undefined && (status === undefined || each.status === status),
  );
  if (!refusal) return undefined;
  const description = `${refusal.when.charAt(0).toUpperCase()}${refusal.when.slice(1)}.`;
  const fault = commerceTags.has(contract.tag) ? commerceFault : gatewayFault;
  return render({ kind: 'fault', fault: fault(refusal.status, code, description) }, request);
}
