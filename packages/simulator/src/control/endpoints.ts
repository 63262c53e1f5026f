import type { AnyEndpoint, Contract, OpenApiInput } from '@marketsim/http';
import { advanceClock, cancelAdvance } from './advance-endpoints.ts';
import { keepAppointment, makeAppointment } from './appointment-endpoints.ts';
import { changeAudience } from './audience-endpoint.ts';
import { bundleContracts } from './bundle-routes.ts';
import { readClock, setClock } from './clock-endpoints.ts';
import {
  controlRefusals,
  type HostContext,
  type WorldContext,
  worldQuery,
  worldRefusals,
} from './control-api.ts';
import {
  holdDeliveries,
  listDeliveries,
  readDelivery,
  redeliver,
  releaseDeliveries,
} from './delivery-endpoints.ts';
import { duplicateDelivery, reorderDeliveries } from './delivery-order-endpoints.ts';
import { readEvents } from './events-endpoint.ts';
import {
  explainInvoiceEndpoint,
  explainLineEndpoint,
  explainSubscriptionEndpoint,
} from './explain-endpoints.ts';
import { explainRequest } from './explain-request.ts';
import { listFaults, readFault, switchAllOff, switchOff, switchOn } from './fault-endpoints.ts';
import {
  createWorld,
  deleteWorld,
  listWorlds,
  readHealth,
  readReadiness,
  readWorld,
  resetWorld,
} from './host-endpoints.ts';
import { signalIdle } from './idle-endpoint.ts';
import { readAccounts, readCatalog } from './inventory-endpoints.ts';
import { readInvoice, readInvoices } from './invoice-endpoints.ts';
import { readLedger } from './ledger-endpoints.ts';
import { grantMargin } from './margin-endpoint.ts';
import { listPartnerWebhooks } from './partner-webhook-endpoint.ts';
import { payInvoice } from './payment-endpoint.ts';
import { listPitfalls, preparePitfall } from './pitfall-endpoints.ts';
import { portalEndpoints } from './portal-api.ts';
import { changePrices } from './prices-endpoint.ts';
import { controlErrorBody } from './problem.ts';
import type { PublisherCaller } from './publisher-api.ts';
import { publisherRefusals } from './publisher-api.ts';
import { assignLicenses, completeStep, readStanding, requireStep } from './publisher-endpoints.ts';
import { approveRefund, readStatement } from './publisher-money.ts';
import { setExchangeRate } from './rate-endpoint.ts';
import { listRequests, readRequest } from './request-endpoints.ts';
import { changeSale } from './sale-endpoint.ts';
import { changeSettings, readSettings } from './settings-endpoints.ts';
import {
  deleteSnapshot,
  forkWorld,
  listSnapshots,
  restoreSnapshot,
  takeSnapshot,
} from './snapshot-endpoints.ts';
import { setProgramStatus, vetCustomer } from './standing-endpoints.ts';

/** About the simulator as a whole, by name. */
export const hostEndpointsByName = {
  readHealth,
  readReadiness,
  listWorlds,
  createWorld,
  readWorld,
  deleteWorld,
  resetWorld,
  takeSnapshot,
  listSnapshots,
  restoreSnapshot,
  deleteSnapshot,
  forkWorld,
  listRequests,
  readRequest,
  listPitfalls,
  preparePitfall,
  explainRequest,
};

export const hostEndpoints: readonly AnyEndpoint<HostContext>[] = Object.values(hostEndpointsByName);

/** About one world, by name. */
export const worldEndpointsByName = {
  readClock,
  setClock,
  advanceClock,
  cancelAdvance,
  listDeliveries,
  listPartnerWebhooks,
  readDelivery,
  redeliver,
  holdDeliveries,
  releaseDeliveries,
  duplicateDelivery,
  reorderDeliveries,
  readSettings,
  changeSettings,
  readLedger,
  readInvoices,
  readInvoice,
  payInvoice,
  readEvents,
  readAccounts,
  readCatalog,
  changePrices,
  grantMargin,
  setExchangeRate,
  changeAudience,
  changeSale,
  vetCustomer,
  setProgramStatus,
  switchFaultOn: switchOn,
  listFaults,
  readFault,
  switchFaultOff: switchOff,
  switchAllFaultsOff: switchAllOff,
  explainSubscription: explainSubscriptionEndpoint,
  explainLine: explainLineEndpoint,
  explainInvoice: explainInvoiceEndpoint,
  ...portalEndpoints,
};

export const worldEndpoints: readonly AnyEndpoint<WorldContext>[] = Object.values(worldEndpointsByName);

/** For publishers, with their own bearer, by name. */
export const publisherEndpointsByName = {
  assignLicenses,
  readStanding,
  requireStep,
  completeStep,
  approveRefund,
  readStatement,
  signalIdle,
  makeAppointment,
  keepAppointment,
};

export const publisherEndpoints: readonly AnyEndpoint<PublisherCaller>[] =
  Object.values(publisherEndpointsByName);

/** Every contract of the control API. */
export const controlContracts: readonly Contract[] = [
  ...[...hostEndpoints, ...worldEndpoints, ...publisherEndpoints].map(({ contract }) => contract),
  ...bundleContracts,
];

/** By the query: endpoints that extensions bring are about a world, too. */
const isOfWorld = ({ query }: Contract): boolean => query.shape['world'] === worldQuery.shape.world;
const publisherContracts: ReadonlySet<Contract> = new Set(publisherEndpoints.map(({ contract }) => contract));
const isOfPublisher = (contract: Contract): boolean => publisherContracts.has(contract);

/** What `openApiDocument` needs of the control API; version and servers are for whoever serves it. */
export const controlDescription: Omit<OpenApiInput, 'version' | 'servers'> = {
  title: 'marketsim control API',
  description:
    "Worlds, time, settings and money of the simulator, and what came in. Nothing of it is Microsoft's.",
  endpoints: controlContracts.map((contract) => ({ contract })),
  problemSchema: controlErrorBody,
  tolerance: 'strict',
  commonRefusals: [
    ...controlRefusals,
    ...worldRefusals.map((refusal) => ({ ...refusal, appliesTo: isOfWorld })),
    ...publisherRefusals.map((refusal) => ({ ...refusal, appliesTo: isOfPublisher })),
  ],
};
