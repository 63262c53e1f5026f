import type { AnyEndpoint } from '@marketsim/http';
import { confirmAgreement } from './agreement/confirm.ts';
import { getDirectSignStatus } from './agreement/direct-sign-status.ts';
import { listAgreements } from './agreement/list.ts';
import { listAgreementMetadata } from './agreement/list-metadata.ts';
import { getAgreementDocument } from './agreement/template-document.ts';
import { listAuditRecords } from './audit/list.ts';
import { checkOutCart } from './cart/checkout.ts';
import { createCart } from './cart/create.ts';
import { getCart } from './cart/get.ts';
import { replaceCart } from './cart/replace.ts';
import { checkInventory } from './catalog/check-inventory.ts';
import { getAvailability, getCustomerAvailability } from './catalog/get-availability.ts';
import { getCustomerProduct, getProduct } from './catalog/get-product.ts';
import { getCustomerSku, getSku } from './catalog/get-sku.ts';
import { listAvailabilities, listCustomerAvailabilities } from './catalog/list-availabilities.ts';
import { listCustomerProducts, listProducts } from './catalog/list-products.ts';
import { listCustomerSkus, listSkus } from './catalog/list-skus.ts';
import type { PartnerContext } from './context.ts';
import { getBillingProfile, replaceBillingProfile } from './customer/billing-profile.ts';
import { getCompanyProfile } from './customer/company-profile.ts';
import { createCustomer } from './customer/create.ts';
import { deleteCustomer } from './customer/delete.ts';
import { getCustomer } from './customer/get.ts';
import { listCustomers } from './customer/list.ts';
import {
  getQualification,
  listQualifications,
  replaceQualification,
  stateQualification,
} from './customer/qualification.ts';
import { getRelationshipRequest } from './customer/relationship-request.ts';
import { validateAddress } from './customer/validate-address.ts';
import { getValidationStatus } from './customer/validation-status.ts';
import { checkDomain } from './domain/check.ts';
import { getEstimateLinks } from './invoice/estimate-links.ts';
import { getInvoice } from './invoice/get.ts';
import { getInvoiceSummary, listInvoiceSummaries } from './invoice/get-summary.ts';
import { listInvoices } from './invoice/list.ts';
import { getReceiptStatement, getStatement } from './invoice/statement.ts';
import { listLineItems, listLineItemsByPath } from './line-item/list-billed.ts';
import { listUnbilledLineItems } from './line-item/list-unbilled.ts';
import { getOrderActivationLinks } from './order/activation-links.ts';
import { createOrder } from './order/create.ts';
import { getOrder } from './order/get.ts';
import { getLineActivationLinks } from './order/line-activation-links.ts';
import { listOrders } from './order/list.ts';
import { getOrderProvisioning } from './order/provisioning-status.ts';
import { updateOrder } from './order/update.ts';
import { getAgreementStatus } from './partner/get-agreement-status.ts';
import { getMpnProfile } from './partner/get-mpn-profile.ts';
import { listCustomerRelationships } from './partner/list-customer-relationships.ts';
import { listRelationships } from './partner/list-relationships.ts';
import { activateSubscription } from './subscription/activate.ts';
import { getSubscriptionActivationLinks } from './subscription/activation-links.ts';
import { listAddOns } from './subscription/add-ons.ts';
import { getSubscription } from './subscription/get.ts';
import { listSubscriptions } from './subscription/list.ts';
import { moves } from './subscription/moves.ts';
import { getSubscriptionProvisioning } from './subscription/provisioning-status.ts';
import { getRegistrationStatus, registerSubscription } from './subscription/registration.ts';
import { getSupportContact, replaceSupportContact } from './subscription/support-contact.ts';
import { updateSubscription } from './subscription/update.ts';
import { createUser } from './user/create.ts';
import { listUsers } from './user/list.ts';
import { deleteUser, getUser, updateUser } from './user/one.ts';
import { listWebhookEvents } from './webhook/events.ts';
import {
  getWebhookRegistration,
  registerWebhook,
  replaceWebhookRegistration,
} from './webhook/registration.ts';
import { createValidationEvent, getValidationEvent } from './webhook/validation.ts';

/** Every endpoint of the API by its name, in the order of its index (PC 0.2). */
export const endpointsByName = {
  listCustomers,
  createCustomer,
  getCustomer,
  deleteCustomer,
  getCompanyProfile,
  getBillingProfile,
  replaceBillingProfile,
  validateAddress,
  getQualification,
  replaceQualification,
  listQualifications,
  stateQualification,
  listAgreementMetadata,
  getAgreementDocument,
  listAgreements,
  confirmAgreement,
  getDirectSignStatus,
  listRelationships,
  listCustomerRelationships,
  getMpnProfile,
  getAgreementStatus,
  listUsers,
  createUser,
  getUser,
  updateUser,
  deleteUser,
  getRelationshipRequest,
  getValidationStatus,
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
  checkInventory,
  createCart,
  getCart,
  replaceCart,
  checkOutCart,
  listOrders,
  getOrder,
  createOrder,
  updateOrder,
  getOrderProvisioning,
  getLineActivationLinks,
  getOrderActivationLinks,
  listSubscriptions,
  getSubscription,
  updateSubscription,
  activateSubscription,
  getSubscriptionActivationLinks,
  getSubscriptionProvisioning,
  listAddOns,
  getSupportContact,
  replaceSupportContact,
  registerSubscription,
  getRegistrationStatus,
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
  listAuditRecords,
  listWebhookEvents,
  getWebhookRegistration,
  registerWebhook,
  replaceWebhookRegistration,
  createValidationEvent,
  getValidationEvent,
};

/** The same as a list, with what SaaS has no use for. */
export const endpoints: readonly AnyEndpoint<PartnerContext>[] = [
  ...Object.values(endpointsByName),
  ...moves,
];
