export {
  headersOf as partnerCenterHeaders,
  type PartnerCenter,
  type PartnerCenterOptions,
  partnerCenter,
} from './api.ts';
export { lineErrorRules } from './cart/line-error.ts';
export type { PartnerContext } from './context.ts';
export { isPartnerContract } from './contract.ts';
export { partnerCenterContracts } from './contracts.ts';
export { endpointsByName as partnerCenterEndpoints } from './endpoints.ts';
export { refusalOnDemand } from './on-demand.ts';
export { type OpenApiBase, partnerCenterOpenApi } from './openapi.ts';
export type { PartnerProblem } from './problem.ts';
export { missingRight, type Right, rightWords, roleNames } from './roles.ts';
export { partnerCenterRules } from './rules.ts';
