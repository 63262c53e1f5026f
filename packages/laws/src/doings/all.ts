import type { Channel } from '@marketsim/core';
import {
  activating,
  activatingAndMore,
  activatingInSandbox,
  assigning,
  confirming,
  linking,
  requiring,
  stepping,
} from './activation.ts';
import { advanceBy, advanceToEdge } from './advance.ts';
import { answering, reporting } from './answers.ts';
import { buying, filling } from './buy.ts';
import type { AnyDoing } from './doing.ts';
import {
  approvingRefund,
  autoRenewing,
  cancelling,
  publisherCancelling,
  reactivating,
  suspending,
} from './ending.ts';
import { paying } from './pay.ts';
import { changingPlan, publisherPlan } from './plan.ts';
import { changingPrices, grantingMargin, settingRate } from './prices.ts';
import { changingQuantity, publisherQuantity } from './quantity.ts';
import { recordingReseller, renaming, updating } from './records.ts';
import { changingSetting } from './settings.ts';
import { asking, supporting } from './strangers.ts';
import { reportingUsage } from './usage.ts';
import { withdrawing } from './withdraw.ts';

/** Everything that is done in a run, with the weights of RB 15.0. */
export const doings = (channel: Channel): readonly AnyDoing[] => [
  buying(channel),
  ...(channel === 'csp' ? [filling()] : []),
  activating,
  activatingAndMore,
  assigning,
  confirming,
  activatingInSandbox,
  stepping,
  requiring,
  linking,
  advanceToEdge,
  advanceBy,
  changingQuantity,
  publisherQuantity,
  changingPlan,
  publisherPlan,
  cancelling,
  publisherCancelling,
  withdrawing,
  autoRenewing,
  suspending,
  reactivating,
  answering,
  reporting,
  reportingUsage,
  approvingRefund,
  paying,
  grantingMargin,
  settingRate,
  changingPrices,
  changingSetting,
  renaming,
  recordingReseller,
  updating,
  supporting,
  asking,
];
