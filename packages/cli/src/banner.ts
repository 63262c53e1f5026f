/** What a newcomer needs to see: where everything is, and one call that works when pasted. */
export const banner = (url: string): string => `marketsim listening on ${url}

  Partner Center API      ${url}/v1            token: dev-admin-agent
  SaaS fulfillment API    ${url}/api           token: dev-publisher
  Sign-in                 ${url}/{tenant}/oauth2/token
  Control                 ${url}/_sim          accounts, clock, ledger, invoices, events
  Contracts               ${url}/openapi/partner-center.json  fulfillment.json  control.json

  curl -H "Authorization: Bearer dev-admin-agent" ${url}/v1/customers
`;
