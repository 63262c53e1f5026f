import type { AnyEndpoint, Described } from '@marketsim/http';
import type { PublisherContext } from './context.ts';
import { listUsage } from './metering/list.ts';
import { reportUsage } from './metering/report.ts';
import { reportBatch } from './metering/report-batch.ts';
import { getOperation } from './operations/get.ts';
import { listOperations } from './operations/list.ts';
import { updateOperation } from './operations/update.ts';
import { activate, activationBody } from './subscriptions/activate.ts';
import { cancel } from './subscriptions/cancel.ts';
import { change } from './subscriptions/change.ts';
import { get } from './subscriptions/get.ts';
import { list } from './subscriptions/list.ts';
import { listAvailablePlans } from './subscriptions/list-available-plans.ts';
import { resolve } from './subscriptions/resolve.ts';

/** Every endpoint of the fulfillment API by its name, in the order of SF 2.1, 3 and 6. */
export const endpointsByName = {
  resolveToken: resolve,
  listSubscriptions: list,
  getSubscription: get,
  listAvailablePlans,
  activateSubscription: activate,
  changeSubscription: change,
  cancelSubscription: cancel,
  listOperations,
  getOperation,
  updateOperation,
  reportUsage,
  reportBatch,
  listUsage,
};

/** The same as a list. */
export const endpoints: readonly AnyEndpoint<PublisherContext>[] = Object.values(endpointsByName);

/** The endpoints as callers should see them: Activate may have a body, though a world can be set to ignore it. */
export const described: readonly Described[] = endpoints.map((entry) =>
  entry.contract.id === activate.contract.id
    ? { ...entry, contract: { ...entry.contract, body: activationBody, bodyRequired: false } }
    : entry,
);
