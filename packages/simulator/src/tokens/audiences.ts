/** Audience of Partner Center tokens (PC 1.1). */
export const partnerCenterAudience = 'https://api.partnercenter.microsoft.com';

/** Application id of Partner Center, a name of the same resource (PC 1.2). */
const partnerCenterApplication = 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd';

const azureGraph = 'https://graph.windows.net';

/** Audiences whose tokens can be changed into one of Partner Center's: its own names, and Azure AD Graph (PC 1.1, 1.3). */
export const partnerCenterResources: ReadonlySet<string> = new Set([
  partnerCenterAudience,
  partnerCenterApplication,
  azureGraph,
]);

/** Audience of tokens for the fulfillment and metering APIs (SF 1.4). */
export const marketplaceAudience = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

/** The marketplace's resource before, which keeps working (SF 1.4). */
const formerMarketplaceAudience = '62d94f6c-d599-489b-a797-3e10e42fbe22';

/** Whether a token with this audience is for the fulfillment and metering APIs. */
export const isMarketplaceAudience = (audience: string): boolean =>
  audience === marketplaceAudience || audience === formerMarketplaceAudience;

/** Resources that exist for the token endpoint; whether an API takes such a token is the API's affair. */
const resources: ReadonlySet<string> = new Set([
  ...partnerCenterResources,
  marketplaceAudience,
  formerMarketplaceAudience,
  'https://graph.microsoft.com',
]);

/** The resource that a text names, without a slash at its end; nothing when there is no such resource. */
export function resourceOf(text: string): string | undefined {
  const name = text.toLowerCase().replace(/\/+$/, '');
  return resources.has(name) ? name : undefined;
}
