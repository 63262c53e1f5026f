import { type Customer, currencyOf, type Engine, standingOf } from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { hostedAddress } from '../publishers/hosted-address.ts';
import { developmentToken, partnerCallers } from '../tokens/development-token.ts';
import { type Application, domainOf } from '../worlds/directory.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';

const application = {
  alias: z.string(),
  tenantId: z.string(),
  applicationId: z.string(),
  clientSecret: z.string().optional().describe('The secret to sign in with; absent: any text will do.'),
  name: z.string(),
};

const standing = z
  .enum(['good', 'pastDue'])
  .describe('Past due while an invoice of its own is unpaid after its due date.');

/** Who is in a world, with what one needs to call as them. */
export const accountsView = z.object({
  partners: z.array(
    z.object({
      ...application,
      domain: z.string().describe('Names the tenant at sign-in, as its id does.'),
      kind: z.enum(['directBill', 'indirectProvider', 'indirectReseller']),
      mpnId: z.string(),
      country: z.string(),
      agreementSigned: z.boolean(),
      sandbox: z.boolean(),
      resellers: z.array(z.string()).describe('Aliases.'),
      standing,
      developmentTokens: z.record(z.string(), z.string()).optional(),
    }),
  ),
  publishers: z.array(
    z.object({
      ...application,
      landingPageUrl: z.string().describe('Where its landing page is, as far as it has one for all offers.'),
      webhookUrl: z.string().optional(),
      reportsLicenseAssignment: z.boolean(),
      answersOperations: z.boolean(),
      developmentTokens: z.record(z.string(), z.string()).optional(),
    }),
  ),
  customers: z.array(
    z.object({
      alias: z.string().optional().describe('Absent for a customer made later.'),
      tenantId: z.string(),
      companyName: z.string(),
      domain: z.string(),
      country: z.string(),
      currency: z.string(),
      partnerId: z.string().optional().describe('Absent for a customer without a partner.'),
      agreementConfirmed: z.boolean(),
      subscriptions: z.int(),
      standing,
    }),
  ),
});

type Auth = 'development' | 'strict';

/** The accounts of a world as they are now; development tokens only where they are taken. */
export function accountsOf(world: SimulatedWorld, auth: Auth): z.output<typeof accountsView> {
  const { identified, engine } = world;
  const aliases = new Map(identified.customers.map(({ tenantId, alias }) => [tenantId, alias]));
  const customers = [...engine.state.customers.values()].filter(({ deletedAt }) => deletedAt === undefined);
  return {
    partners: partnersOf(world, auth),
    publishers: publishersOf(world, auth),
    customers: customers.map((customer) => ({
      ...compact({ alias: aliases.get(customer.id) }),
      ...customerOf(customer, engine),
    })),
  };
}

function partnersOf(world: SimulatedWorld, auth: Auth): z.output<typeof accountsView>['partners'] {
  return world.identified.partners.map((partner) => {
    const { alias, tenantId, applicationId, name, kind, mpnId, country, clientSecret } = partner;
    const { agreementSigned, sandbox, resellers } = partner;
    const tokens = tokensOf(world, { kind: 'partner', alias }, kind === 'indirectReseller' ? 'strict' : auth);
    return {
      alias,
      name,
      kind,
      tenantId,
      domain: domainOf(partner),
      applicationId,
      mpnId,
      country,
      agreementSigned,
      sandbox,
      resellers: [...resellers],
      standing: standingOf(tenantId, world.engine.state),
      ...compact({ clientSecret, developmentTokens: tokens }),
    };
  });
}

function publishersOf(world: SimulatedWorld, auth: Auth): z.output<typeof accountsView>['publishers'] {
  return world.identified.publishers.map((publisher) => {
    const { alias, tenantId, applicationId, name, clientSecret } = publisher;
    const { landingPageUrl, webhookUrl } = addressesOf(world, alias);
    const { reportsLicenseAssignment, answersOperations } = publisher;
    const tokens = tokensOf(world, { kind: 'publisher', alias }, auth);
    return {
      alias,
      name,
      tenantId,
      applicationId,
      ...{ landingPageUrl, ...compact({ webhookUrl }) },
      reportsLicenseAssignment,
      answersOperations,
      ...compact({ clientSecret, developmentTokens: tokens }),
    };
  });
}

/** Where the publisher is really found, of the mock publisher's pages too. */
function addressesOf(
  { identified, addresses }: SimulatedWorld,
  alias: string,
): { readonly landingPageUrl: string; readonly webhookUrl: string | undefined } {
  const publisher = identified.publishers.find((each) => each.alias === alias);
  const { landingPageUrl = hostedAddress(alias, 'landing'), webhookUrl } = publisher ?? {};
  return {
    landingPageUrl: addresses.landingPageOf({ publisherId: alias, landingPageUrl }),
    webhookUrl: webhookUrl && addresses.webhookOf({ publisherId: alias, webhookUrl }),
  };
}

function tokensOf(
  world: SimulatedWorld,
  application: Pick<Application, 'kind' | 'alias'>,
  auth: Auth,
): Readonly<Record<string, string>> | undefined {
  if (auth === 'strict') return undefined;
  const callers = application.kind === 'partner' ? partnerCallers : (['publisher'] as const);
  return Object.fromEntries(callers.map((who) => [who, developmentToken(who, application, world)]));
}

const customerOf = ({ id, companyName, domain, country, partnerId }: Customer, { state }: Engine) => ({
  tenantId: id,
  companyName,
  domain,
  country,
  ...compact({ partnerId }),
  currency: currencyOf(country),
  agreementConfirmed: state.agreements.of(id).size > 0,
  subscriptions: state.subscriptionsByCustomer.of(id).size,
  standing: standingOf(id, state),
});
