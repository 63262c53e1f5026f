export type { AdvanceReport } from './clock/advance-report.ts';
export { accountsOf } from './control/accounts-view.ts';
export { type WorldContext, worldEndpoint, worldQuery } from './control/control-api.ts';
export {
  controlContracts,
  hostEndpointsByName,
  publisherEndpointsByName,
  worldEndpointsByName,
} from './control/endpoints.ts';
export { type ControlProblem, invalid } from './control/problem.ts';
export { type PlacedDocument, type Position, readDocument } from './definition/document.ts';
export { faultDefinition } from './definition/faults-schema.ts';
export {
  aliasField,
  currencyField,
  dateField,
  marginField,
  momentField,
  monthField,
  priceField,
  rateField,
} from './definition/fields.ts';
export { schemaOf } from './definition/json-schema.ts';
export { checkDefinition, parseDefinition, partsOf, shapeFindings } from './definition/parse.ts';
export {
  type DefinitionPath,
  type DefinitionProblem,
  type Finding,
  pathText,
  WorldDefinitionError,
} from './definition/problem.ts';
export { readDefinition, readDefinitionFile } from './definition/read-file.ts';
export {
  presetField,
  profileField,
  settingValue,
  type WorldDefinition,
  type WorldDefinitionInput,
} from './definition/schema.ts';
export { everyRule } from './every-rule.ts';
export { allPitfalls } from './faults/catalog.ts';
export { genericFaults } from './faults/generic.ts';
export { faultCommand } from './faults/switch-on.ts';
export { hostedAddress } from './publishers/hosted-address.ts';
export type { RequestJournal, RequestJournalOptions } from './requests/request-journal.ts';
export { seedDefinition } from './seed/seed-definition.ts';
export type { Extension, FileSchema } from './server/extension.ts';
export { reachable } from './server/reachable.ts';
export type { TlsAddress, TlsOptions } from './server/secure-listener.ts';
export {
  checkSimulatorOptions,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from './server/start-simulator.ts';
export type { Underway } from './server/stop.ts';
export type { Repair } from './storage/repair.ts';
export { openStopped } from './storage/stopped.ts';
export type { StoppedList, StoppedWorld, StoppedWorlds } from './storage/stopped-worlds.ts';
export { type DevelopmentCaller, developmentToken } from './tokens/development-token.ts';
export { advanceWorld, type Step } from './worlds/advance.ts';
export type { Application, Directory } from './worlds/directory.ts';
export type { Recipe, WorldOptions } from './worlds/recipe.ts';
export { buildWorld, type SimulatedWorld } from './worlds/simulated-world.ts';
export { WorldError, type WorldErrorCode } from './worlds/world-error.ts';
export { defaultWorld, type Worlds } from './worlds/worlds.ts';
