import type { AnyEndpoint } from '@marketsim/http';
import { confirmAgreement } from './agreement/confirm.ts';
import { getDirectSignStatus } from './agreement/direct-sign-status.ts';
import { listAgreements } from './agreement/list.ts';
import { listAgreementMetadata } from './agreement/list-metadata.ts';
import { checkOutCart } from './cart/checkout.ts';
import { createCart } from './cart/create.ts';
import { getCart } from './cart/get.ts';
import { replaceCart } from './cart/replace.ts';
import { getAvailability, getCustomerAvailability } from './catalog/get-availability.ts';
import { getCustomerProduct, getProduct } from './catalog/get-product.ts';
import { getCustomerSku, getSku } from './catalog/get-sku.ts';
import { listAvailabilities, listCustomerAvailabilities } from './catalog/list-availabilities.ts';
import { listCustomerProducts, listProducts } from './catalog/list-products.ts';
import { listCustomerSkus, listSkus } from './catalog/list-skus.ts';
import type { PartnerContext } from './context.ts';
import { createCustomer } from './customer/create.ts';
import { getCustomer } from './customer/get.ts';
import { listCustomers } from './customer/list.ts';
import { checkDomain } from './domain/check.ts';
import { getEstimateLinks } from './invoice/estimate-links.ts';
import { getInvoice } from './invoice/get.ts';
import { getInvoiceSummary, listInvoiceSummaries } from './invoice/get-summary.ts';
import { listInvoices } from './invoice/list.ts';
import { getReceiptStatement, getStatement } from './invoice/statement.ts';
import { listLineItems, listLineItemsByPath } from './line-item/list-billed.ts';
import { listUnbilledLineItems } from './line-item/list-unbilled.ts';
import { getOrderActivationLinks } from './order/activation-links.ts';
import { cancelOrder } from './order/cancel.ts';
import { getOrder } from './order/get.ts';
import { getLineActivationLinks } from './order/line-activation-links.ts';
import { listOrders } from './order/list.ts';
import { getOrderProvisioning } from './order/provisioning-status.ts';
import { getMpnProfile } from './partner/get-mpn-profile.ts';
import { listRelationships } from './partner/list-relationships.ts';
import { activateSubscription } from './subscription/activate.ts';
import { getSubscriptionActivationLinks } from './subscription/activation-links.ts';
import { getSubscription } from './subscription/get.ts';
import { listSubscriptions } from './subscription/list.ts';
import { getSubscriptionProvisioning } from './subscription/provisioning-status.ts';
import { updateSubscription } from './subscription/update.ts';

/** Every endpoint of the API, in the order of its index (PC 0.2). */
export const endpoints: readonly AnyEndpoint<PartnerContext>[] = [
  listCustomers,
  createCustomer,
  getCustomer,
  listAgreementMetadata,
  listAgreements,
  confirmAgreement,
  getDirectSignStatus,
  listRelationships,
  getMpnProfile,
  checkDomain,
  listProducts,
  getProduct,
  listSkus,
  getSku,
  listAvailabilities,
  getAvailability,
  listCustomerProducts,
  getCustomerProduct,
  listCustomerSkus,
  getCustomerSku,
  listCustomerAvailabilities,
  getCustomerAvailability,
  createCart,
  getCart,
  replaceCart,
  checkOutCart,
  listOrders,
  getOrder,
  cancelOrder,
  getOrderProvisioning,
  getLineActivationLinks,
  getOrderActivationLinks,
  listSubscriptions,
  getSubscription,
  updateSubscription,
  activateSubscription,
  getSubscriptionActivationLinks,
  getSubscriptionProvisioning,
  listInvoices,
  getInvoice,
  getInvoiceSummary,
  listInvoiceSummaries,
  getStatement,
  getReceiptStatement,
  listLineItems,
  listLineItemsByPath,
  listUnbilledLineItems,
  getEstimateLinks,
];
