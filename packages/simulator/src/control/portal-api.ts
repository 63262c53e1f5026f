import { changeInPortal, readInPortal, readPortalLink } from './portal-endpoints.ts';
import { purchaseInPortal } from './portal-purchase.ts';

/** The calls that act as the portal in which customers and partners buy and manage. */
export const portalEndpoints = {
  purchaseInPortal,
  readPortalLink,
  readInPortal,
  changeInPortal,
};
