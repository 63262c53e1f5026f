import type { AccountError } from '../../errors.ts';
import { type Reasons, reason } from './reason.ts';

const accountWords = {
  underReview: 'under review',
  notAllowed: 'not approved',
  unknown: 'not known to be good',
} as const;

/** Who may buy, for whom, and who takes part. */
export const accountReasons: Reasons<AccountError> = {
  customerNotFound: ({ customerId }) =>
    reason(`There is no customer ${customerId}`, ['GEN-10'], 'the id of a customer of this world'),
  customerForeign: ({ customerId }) =>
    reason(
      `Customer ${customerId} has no relationship with this partner`,
      ['GEN-10'],
      'a customer of this partner',
    ),
  domainTaken: ({ domain }) =>
    reason(`Another customer has the domain ${domain}`, ['GEN-10'], 'a domain that no customer has'),
  idTaken: ({ kind, id }) => reason(`There is a ${kind} ${id} already`, ['GEN-10'], 'an id that is free'),
  partnerNotFound: ({ partnerId }) =>
    reason(`There is no partner ${partnerId}`, ['GEN-10'], 'the id of a partner of this world'),
  publisherNotFound: ({ publisherId }) =>
    reason(`There is no publisher ${publisherId}`, ['GEN-10'], 'the id of a publisher of this world'),
  partnerCannotTransact: ({ partnerId }) =>
    reason(`Partner ${partnerId} is an indirect reseller, which cannot buy`, ['PUR-01'], 'its provider can'),
  partnerAgreementMissing: ({ partnerId }) =>
    reason(
      `Partner ${partnerId} has not accepted the Microsoft Partner Agreement`,
      ['PUR-02'],
      'a partner with a signed agreement',
    ),
  customerAgreementMissing: ({ customerId }) =>
    reason(
      `No acceptance of the Microsoft Customer Agreement is recorded for customer ${customerId}`,
      ['PUR-03'],
      'the same once the agreement is confirmed',
    ),
  agreementAlreadyConfirmed: ({ customerId }) =>
    reason(
      `The agreement of customer ${customerId} is confirmed already`,
      ['PUR-03'],
      'nothing needs to be done',
    ),
  agreementInvalid: ({ detail }) =>
    reason(`The agreement does not fit: ${detail}`, ['PUR-03'], 'one that does'),
  partnerNotInCountry: ({ country }) =>
    reason(`This partner does not sell in ${country}`, ['PUR-05'], 'a partner that does'),
  azurePlanMissing: ({ customerId }) =>
    reason(
      `A metered plan needs an Azure plan, and customer ${customerId} has none`,
      ['PUR-10'],
      'a plan without metering, or a customer that has one',
    ),
  azureSubscriptionInactive: ({ customerId }) =>
    reason(
      `A metered plan needs an active Azure subscription, and customer ${customerId} has none`,
      ['PUR-10'],
      'a plan without metering, or a customer that has one',
    ),
  programInactive: ({ program }) =>
    reason(
      `The status of the partner in the programme is not active (${program})`,
      ['PUR-24'],
      'the same once it is',
    ),
  customerNotAllowed: ({ customerId, account }) =>
    reason(
      `The account of customer ${customerId} is ${accountWords[account]}`,
      ['PUR-22'],
      'the same once it is allowed',
    ),
  riskCheckFailed: ({ customerId }) =>
    reason(
      `Customer ${customerId} is a risk`,
      ['PUR-22'],
      'another customer, or `risk.enabled` switched off',
    ),
  programLimitExceeded: ({ limit, maximum }) =>
    reason(
      limit === 'seats'
        ? `A subscription is limited to ${maximum} seats by \`limits.seatsPerSubscription\``
        : `A customer is limited to ${maximum} subscriptions by \`limits.subscriptionsPerCustomer\``,
      ['PUR-23'],
      'less, or another limit',
    ),
  creditLineExceeded: ({ customerId }) =>
    reason(
      `The first charge of the order is beyond the credit line of customer ${customerId}`,
      ['PUR-22'],
      'fewer licences, or `risk.enabled` switched off',
    ),
  mpnIdIsOwn: ({ mpnId }) =>
    reason(`${mpnId} is the provider's own MPN id`, ['MPN-02'], 'that of an indirect reseller'),
  mpnIdUnknown: ({ mpnId }) =>
    reason(`No partner has the MPN id ${mpnId}`, ['MPN-02'], 'that of an indirect reseller of this world'),
  mpnIdNotReseller: ({ mpnId }) =>
    reason(
      `${mpnId} belongs to no indirect reseller that this provider can name`,
      ['MPN-02'],
      'that of an indirect reseller, related to the provider where `mpn.validateOnChange` says so',
    ),
  resellerAgreementMissing: ({ mpnId }) =>
    reason(
      `Reseller ${mpnId} has not signed the partner agreement`,
      ['MPN-02', 'PUR-02'],
      'a reseller that has signed it',
    ),
  resellerNotApplicable: () =>
    reason('This partner sells without resellers', ['MPN-01', 'MPN-03'], 'an indirect provider can name one'),
  notRegistered: ({ event }) =>
    reason(`The partner's webhook is not registered for ${event}`, ['WHK-07'], 'the same once it is'),
  sandboxLimitExceeded: ({ limit }) =>
    reason(`A sandbox account is limited to ${limit}`, ['QTY-03'], 'less, or an account that is no sandbox'),
};
