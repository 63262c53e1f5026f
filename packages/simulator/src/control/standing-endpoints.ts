import { type Customer, currencyOf, type Partner, toDecimal } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { vettingOf } from '../definition/account-commands.ts';
import { customerDefinition, partnerDefinition } from '../definition/accounts-schema.ts';
import { type WorldContext, worldEndpoint, worldQuery } from './control-api.ts';
import { minorOf } from './minor-of.ts';
import { type ControlProblem, domainProblem } from './problem.ts';
import { customerTenant, partnerTenant } from './tenant-named.ts';

const { azurePlan, account, isRisk } = customerDefinition.shape;

const vettingBody = z.strictObject({
  azurePlan,
  account,
  isRisk,
  creditLine: z
    .number()
    .min(0)
    .optional()
    .describe('The most that an order may come to when it is first charged, where risk is looked at.'),
});

const vettingView = z
  .object({
    customerId: z.string(),
    azurePlan: z.enum(['active', 'inactive', 'none']),
    account: z.enum(account.unwrap().options),
    isRisk: z.boolean(),
    creditLine: z.number().optional().describe("In the currency of the customer's market."),
  })
  .meta({ id: 'SimulatedVetting' });

const vettingViewOf = ({ id, vetting = {}, country }: Customer): z.output<typeof vettingView> => ({
  customerId: id,
  azurePlan: vetting.azurePlan ?? 'active',
  account: vetting.account ?? 'allowed',
  isRisk: vetting.isRisk ?? false,
  ...compact({ creditLine: vetting.creditLine && toDecimal(vetting.creditLine, currencyOf(country)) }),
});

const customerParams = z.object({ customer: z.string().describe('Alias or tenant id.') });

/** The customer of a partner that a path names; ends the request when there is none. */
function customerAt({ world }: WorldContext, { customer }: z.output<typeof customerParams>): Customer {
  const customerId = customerTenant(customer, world);
  const found = world.engine.state.customers.get(customerId);
  return found && found.deletedAt === undefined
    ? found
    : refuse<ControlProblem>(domainProblem({ code: 'customerNotFound', customerId }));
}

/** CTL-57: Microsoft thinks anew of a customer, which can stand in the way of sales to it (PUR-10, PUR-22). */
export const vetCustomer = worldEndpoint({
  contract: {
    id: 'CTL-57',
    method: 'put',
    path: '/_sim/customers/:customer/vetting',
    summary: 'What can stand in the way of a sale to a customer; what is left out stands in no way',
    source: 'PUR-10, PUR-22',
    tag: 'Inventory',
    params: customerParams,
    query: worldQuery,
    body: vettingBody,
    replies: { 200: { description: 'What is known of the customer.', schema: vettingView } },
    refusals: [
      { status: 400, code: 'invalid', when: 'the currency has no such amount' },
      { status: 404, code: 'customerNotFound', when: 'there is no such customer' },
    ],
  },
  locate: customerAt,
  handle: ({ found: { id: customerId, country }, body }, { world: { engine } }) => {
    const { creditLine, ...known } = body;
    const line = creditLine === undefined ? {} : { creditLine: minorOf(creditLine, currencyOf(country)) };
    const vetting = { ...vettingOf({ ...known, country }), ...line };
    const outcome = engine.execute({ type: 'VetCustomer', customerId, vetting });
    if (!outcome.ok) return refuse<ControlProblem>(domainProblem(outcome.error));
    const customer = engine.state.customers.get(customerId);
    if (!customer) throw new Error(`customer ${customerId} is gone`);
    return { status: 200, body: vettingViewOf(customer) };
  },
});

const programBody = z.strictObject({
  inactiveProgram: partnerDefinition.shape.inactiveProgram,
});

const partnerParams = z.object({ partner: z.string().describe('Alias or tenant id.') });

function partnerAt({ world }: WorldContext, { partner }: z.output<typeof partnerParams>): Partner {
  const partnerId = partnerTenant(partner, world);
  return (
    world.engine.state.partners.get(partnerId) ??
    refuse<ControlProblem>(domainProblem({ code: 'partnerNotFound', partnerId }))
  );
}

/** CTL-58: a partner loses its status in a programme, or has it again (PUR-24). */
export const setProgramStatus = worldEndpoint({
  contract: {
    id: 'CTL-58',
    method: 'put',
    path: '/_sim/partners/:partner/program',
    summary: 'In which programme the status of a partner is not active; in none when left out',
    source: 'PUR-24',
    tag: 'Inventory',
    params: partnerParams,
    query: worldQuery,
    body: programBody,
    replies: { 200: { description: 'The status of the partner.', schema: programBody } },
    refusals: [{ status: 404, code: 'partnerNotFound', when: 'there is no such partner' }],
  },
  locate: partnerAt,
  handle: ({ found: { id: partnerId }, body: { inactiveProgram } }, { world: { engine } }) => {
    const program = compact({ inactiveProgram });
    const outcome = engine.execute({ type: 'SetProgramStatus', partnerId, ...program });
    if (!outcome.ok) return refuse<ControlProblem>(domainProblem(outcome.error));
    return { status: 200, body: program };
  },
});
