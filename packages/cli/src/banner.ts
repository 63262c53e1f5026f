/** What a newcomer needs to see: where everything is, and one call that works when pasted. */
export const banner = (url: string): string => `marketsim listening on ${url}

  Partner Center API      ${url}/v1
  SaaS fulfillment API    ${url}/api
  Sign-in                 ${url}/{tenant}/oauth2/token
  Control                 ${url}/_sim    accounts, clock, ledger, invoices, events, settings, worlds
  Contracts               ${url}/openapi/partner-center.json  fulfillment.json  control.json

  Development tokens      dev-admin-agent dev-global-admin dev-sales-agent dev-helpdesk-agent dev-billing-admin
                          dev-app dev-publisher    of another account: dev-admin-agent.provider, in another world: @name

  curl -H "Authorization: Bearer dev-admin-agent" ${url}/v1/customers
`;
