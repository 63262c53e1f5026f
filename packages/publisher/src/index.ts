export type { Account, AccountInput, Step } from './account.ts';
export type { Behaviour, BehaviourName } from './behaviour.ts';
export { behaviourNames } from './behaviour.ts';
export type { PublisherOptions } from './options.ts';
export { createPublisher, type Publisher } from './publisher.ts';
export type { ReceivedEvent, SubscriptionRecord } from './records.ts';
export { type StartedPublisher, type StartOptions, startPublisher } from './start.ts';
