import type { AnyEndpoint, OpenApiInput } from '@marketsim/http';
import { advanceClock, readClock } from './clock-endpoints.ts';
import { controlRefusals, type HostContext, type WorldContext } from './control-api.ts';
import { readEvents } from './events-endpoint.ts';
import { createWorld, deleteWorld, listWorlds, readHealth, readWorld, resetWorld } from './host-endpoints.ts';
import { readAccounts, readCatalog } from './inventory-endpoints.ts';
import { readInvoices, readLedger } from './ledger-endpoints.ts';
import { portalEndpoints } from './portal-api.ts';
import { controlErrorBody } from './problem.ts';
import type { PublisherCaller } from './publisher-api.ts';
import { assignLicenses, completeStep, readStanding, requireStep } from './publisher-endpoints.ts';
import { changeSettings, readSettings } from './settings-endpoints.ts';

/** About the simulator as a whole. */
export const hostEndpoints: readonly AnyEndpoint<HostContext>[] = [
  readHealth,
  listWorlds,
  createWorld,
  readWorld,
  deleteWorld,
  resetWorld,
];

/** About one world. */
export const worldEndpoints: readonly AnyEndpoint<WorldContext>[] = [
  readClock,
  advanceClock,
  readSettings,
  changeSettings,
  readLedger,
  readInvoices,
  readEvents,
  readAccounts,
  readCatalog,
  ...portalEndpoints,
];

/** For publishers, with their own bearer. */
export const publisherEndpoints: readonly AnyEndpoint<PublisherCaller>[] = [
  assignLicenses,
  readStanding,
  requireStep,
  completeStep,
];

/** What `openApiDocument` needs of the control API; version and servers are for whoever serves it. */
export const controlDescription: Omit<OpenApiInput, 'version' | 'servers'> = {
  title: 'marketsim control API',
  description: "Worlds, time, settings and money of the simulator. Nothing of it is Microsoft's.",
  endpoints: [...hostEndpoints, ...worldEndpoints, ...publisherEndpoints],
  problemSchema: controlErrorBody,
  commonRefusals: controlRefusals,
};
