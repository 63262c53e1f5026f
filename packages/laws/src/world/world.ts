import {
  type Command,
  createEngine,
  customerAgreementTemplate,
  type Engine,
  type Instant,
  type ProfileName,
  resolveSettings,
  type SettingOverrides,
} from '@marketsim/core';
import { createWitness, type Witness } from '../witness.ts';
import { type CustomerName, customerNamed, customerNames, partners, profileOf } from './parties.ts';
import { offers } from './plans.ts';
import { publishers } from './publishers.ts';

/** How a world of the property suite begins. */
export interface Beginning {
  readonly profile: ProfileName;
  readonly startsAt: Instant;
  /** Settings beside those of the profile. */
  readonly settings?: SettingOverrides;
  readonly seed?: number;
}

/** A world with the parties and plans of the property suite, and the witness that follows it. */
export interface World {
  readonly engine: Engine;
  readonly witness: Witness;
}

const creationOf = (name: CustomerName): Command => {
  const { seller, taxRate } = customerNamed(name);
  const customer = { tenantId: name, profile: profileOf(name), ...(taxRate !== undefined && { taxRate }) };
  return seller === undefined
    ? { type: 'RegisterCustomer', ...customer }
    : { type: 'CreateCustomer', partnerId: seller, ...customer };
};

const agreementOf = (name: CustomerName, at: Instant): Command => ({
  type: 'ConfirmAgreement',
  customerId: name,
  templateId: customerAgreementTemplate,
  primaryContact: { firstName: 'Ana', lastName: 'Okafor', email: `ana@${name}.example` },
  dateAgreed: at,
  userId: 'agent',
});

/** What a dollar is in euros from before any run begins. */
const firstRate: Command = {
  type: 'SetExchangeRate',
  from: 'USD',
  to: 'EUR',
  rate: 887_654_321,
  month: '2019-01',
};

const population = (at: Instant): readonly Command[] => [
  ...Object.values(partners).map((partner): Command => ({ type: 'RegisterPartner', partner })),
  ...Object.values(publishers).map(
    ({ webhookUrl: _, ...publisher }): Command => ({ type: 'RegisterPublisher', publisher }),
  ),
  firstRate,
  ...offers.map((offer): Command => ({ type: 'PublishOffer', offer })),
  ...customerNames.map(creationOf),
  ...customerNames.filter((name) => customerNamed(name).seller).map((name) => agreementOf(name, at)),
];

/** Makes a world in which everybody is ready to buy. */
export function createWorld({ profile, startsAt, settings = {}, seed = 1 }: Beginning): World {
  const engine = createEngine({ seed, startsAt, settings: resolveSettings({ profile, settings }) });
  const witness = createWitness(engine);
  for (const command of population(startsAt)) {
    const { outcome } = witness.execute(command);
    if (!outcome.ok) throw new Error(`${command.type} is refused: ${JSON.stringify(outcome.error)}`);
  }
  return { engine, witness };
}
