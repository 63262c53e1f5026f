import type { Rule } from '@marketsim/core';
import { activationLinkRules } from './activation/links.ts';
import { locateRules } from './locate.ts';
import { orderListRules } from './order/list.ts';
import { orderRules } from './order/resource.ts';
import { roleRules } from './roles.ts';
import { subscriptionListRules } from './subscription/list.ts';
import { updateRules } from './subscription/update.ts';

/** The rules of billing and cancellation that this API itself implements; core has the others. */
export const partnerCenterRules: readonly Rule[] = [
  ...activationLinkRules,
  ...locateRules,
  ...orderListRules,
  ...orderRules,
  ...roleRules,
  ...subscriptionListRules,
  ...updateRules,
];
