import { authorizeEndpoints } from './authorize/endpoints.ts';
import { readConfiguration, readConfigurationV1, readKeys } from './discovery-endpoints.ts';
import { readInstance } from './instance-endpoint.ts';
import { readRealm } from './realm-endpoint.ts';
import type { SignInEndpoint } from './sign-in-api.ts';
import { issueTokenV1, issueTokenV2 } from './token-endpoints.ts';

/** Everything that the stand-in for Entra answers. */
export const signInEndpoints: readonly SignInEndpoint[] = [
  issueTokenV1,
  issueTokenV2,
  { ...readKeys, alsoAt: ['/:tenant/discovery/v2.0/keys'] },
  readConfiguration,
  readConfigurationV1,
  ...authorizeEndpoints,
  readInstance,
  readRealm,
];
