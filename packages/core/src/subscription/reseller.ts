import type { Partner } from '../accounts/partner.ts';
import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import type { SetReseller } from './command.ts';
import { type ResellerOfRecord, type Subscription, stateOf } from './subscription.ts';

export const resellerRules = declareRules({
  'MPN-01': {
    says: 'An indirect provider may put the MPN id of an indirect reseller on record, at purchase or later.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
  'MPN-02': {
    says: 'The id must be that of an indirect reseller that signed the partner agreement, and never the provider own id.',
    parameters: ['mpn.validateOnChange'],
    source: 'https://learn.microsoft.com/partner-center/developer/order-resources',
    confidence: 'D',
  },
  'MPN-06': {
    says: 'The reseller has no influence on price, payer, window or term.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-margins',
    confidence: 'D',
  },
  'MPN-07': {
    says: 'The reseller may change in every living state, before activation too, unless the strict variant is on.',
    parameters: ['mpn.strictState'],
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'P',
  },
});

/** Why a partner cannot put an MPN id on record, or nothing when it can (MPN-02, MPN-03). */
export function resellerRefusal(
  partner: Partner,
  mpnId: string,
  { state }: Context,
): DomainError | undefined {
  if (partner.kind !== 'indirectProvider') return { code: 'resellerNotApplicable' };
  if (mpnId === partner.mpnId) return { code: 'mpnIdIsOwn', mpnId };
  const reseller = state.partnerByMpnId.get(mpnId);
  if (!reseller) return { code: 'mpnIdUnknown', mpnId };
  const related =
    state.settings['mpn.validateOnChange'] === 'reseller' || partner.resellers.includes(reseller.id);
  if (reseller.kind !== 'indirectReseller' || !related) return { code: 'mpnIdNotReseller', mpnId };
  if (!reseller.agreementSigned) return { code: 'resellerAgreementMissing', mpnId };
  return undefined;
}

const sameReseller = (a: ResellerOfRecord, b: ResellerOfRecord): boolean =>
  a.kind === b.kind && (a.kind !== 'reseller' || b.kind !== 'reseller' || a.mpnId === b.mpnId);

/** Puts a reseller on record, or takes it off (MPN-01, MPN-04, MPN-07). */
export function setReseller(subscription: Subscription, { mpnId }: SetReseller, context: Context): Decision {
  const strict = context.state.settings['mpn.strictState'];
  const state = stateOf(subscription);
  if (strict && subscription.phase === 'pending')
    return reject({ code: 'notWhilePending', change: 'SetReseller' });
  if (strict && state === 'SU') return reject({ code: 'notWhileSuspended', change: 'SetReseller' });
  const partner = context.state.partners.get(subscription.partnerId ?? '');
  if (partner?.kind !== 'indirectProvider') return reject({ code: 'resellerNotApplicable' });
  if (mpnId === '' && subscription.reseller.kind !== 'reseller') return accept([]);
  const refusal = mpnId === '' ? undefined : resellerRefusal(partner, mpnId, context);
  if (refusal) return reject(refusal);
  const reseller: ResellerOfRecord = mpnId === '' ? { kind: 'removed' } : { kind: 'reseller', mpnId };
  if (sameReseller(reseller, subscription.reseller)) return accept([]);
  return accept([{ type: 'ResellerChanged', subscriptionId: subscription.id, reseller }]);
}
