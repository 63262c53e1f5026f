import { describe, expect, it } from 'vitest';
import { accepted, aStory, refused } from './support/story.ts';

const reseller = (mpnId: string) => ({ type: 'SetReseller', mpnId }) as const;
const onRecord = '4847383';

describe('MPN-01..MPN-07: the indirect reseller of a subscription', () => {
  it('MPN-02: the id must be that of an indirect reseller with an agreement, not the own one', () => {
    const story = aStory({ seller: 'provider' });
    const id = story.buy('FX-M');
    expect(refused(story.change(id, reseller('5900017')))).toBe('mpnIdIsOwn');
    expect(refused(story.change(id, reseller('999')))).toBe('mpnIdUnknown');
    expect(refused(story.change(id, reseller('1234567')))).toBe('mpnIdNotReseller');
    expect(refused(story.change(id, reseller('4847385')))).toBe('resellerAgreementMissing');
    accepted(story.change(id, reseller('4847384')));
  });

  it('MPN-02: where a relationship is asked for, a stranger is refused', () => {
    const story = aStory({ seller: 'provider', profile: 'current' });
    const id = story.buy('FX-M');
    expect(refused(story.change(id, reseller('4847384')))).toBe('mpnIdNotReseller');
    accepted(story.change(id, reseller(onRecord)));
  });

  it('MPN-03: a direct-bill partner has none, and its lines show itself twice', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    expect(refused(story.change(id, reseller(onRecord)))).toBe('resellerNotApplicable');
    story.activate(id);
    expect(story.charges(id)[0]).toMatchObject({ mpnId: '1234567', resellerMpnId: '1234567' });
  });

  it('MPN-01, MPN-05: at purchase or later; older lines keep what they had', () => {
    const story = aStory({ seller: 'provider' });
    const id = story.buy('FX-M', 10, { participants: [{ key: 'transaction_reseller', value: onRecord }] });
    expect(story.subscription(id).reseller).toEqual({ kind: 'reseller', mpnId: onRecord });
    story.activate(id).at('2020-07-20T00:00:00Z');
    accepted(story.change(id, reseller('4847384')));
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    accepted(story.change(id, reseller('')));
    story.at('2020-08-14T00:00:00Z');
    expect(story.charges(id).map(({ type, resellerMpnId }) => [type, resellerMpnId])).toEqual([
      ['new', onRecord],
      ['addQuantity', onRecord],
      ['addQuantity', '4847384'],
      ['renew', '-1'],
    ]);
  });

  it('MPN-04: without a reseller the provider is shown', () => {
    const story = aStory({ seller: 'provider' });
    const id = story.buy('FX-M');
    story.activate(id);
    expect(story.charges(id)[0]?.resellerMpnId).toBe('5900017');
  });

  it('MPN-06, INV-41: the reseller changes no amount and no date', () => {
    const run = (changes: boolean) => {
      const story = aStory({ seller: 'provider' });
      const id = story.buy('FX-M');
      story.activate(id);
      if (changes) accepted(story.change(id, reseller(onRecord)));
      story.at('2020-10-01T00:00:00Z');
      return story.charges(id).map(({ resellerMpnId: _, ...line }) => line);
    };
    expect(run(true)).toEqual(run(false));
  });

  it('MPN-07: before activation unless the strict variant is on', () => {
    const strict = aStory({ seller: 'provider', settings: { 'mpn.strictState': true } });
    const id = strict.buy('FX-M');
    expect(refused(strict.change(id, reseller(onRecord)))).toBe('notWhilePending');
    accepted(strict.activate(id).change(id, reseller(onRecord)));
  });

  it('the subscriptions of a reseller can be found', () => {
    const story = aStory({ seller: 'provider' });
    const id = story.buy('FX-M');
    const of = (mpnId: string) => [
      ...story.engine.state.subscriptionsByReseller.of(`partner-provider ${mpnId}`),
    ];
    accepted(story.change(id, reseller(onRecord)));
    expect(of(onRecord)).toEqual([id]);
    accepted(story.change(id, reseller('4847384')));
    expect([of(onRecord), of('4847384')]).toEqual([[], [id]]);
    accepted(story.change(id, reseller('')));
    expect(of('4847384')).toEqual([]);
  });
});
