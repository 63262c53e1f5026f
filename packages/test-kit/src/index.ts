export { CallRefused } from '@marketsim/http';
export type {
  Failure as ScenarioFailure,
  ReadScenario,
  Result as ScenarioResult,
  RunIn,
  RunningSimulator,
  RunOptions as ScenarioRunOptions,
  ScenarioProblem,
} from '@marketsim/scenarios';
export type { Clients, PartnerCaller } from './kit/clients.ts';
export {
  invoicesAre,
  type LedgerWish,
  lawsHold,
  ledgerNets,
  type WebhookWish,
  webhookReceived,
} from './kit/expectations.ts';
export type { Given, PurchaseWish, SubscriptionWish } from './kit/given.ts';
export type { MarketClock, MarketWorld } from './kit/market-world.ts';
export type { PublisherBehaviour, PublisherDesk, PublisherQuestion } from './kit/publisher-desk.ts';
export { readScenarios, runScenarios } from './kit/scenarios.ts';
export { startSimulator, type TestSimulator, type TestSimulatorOptions } from './kit/start.ts';
