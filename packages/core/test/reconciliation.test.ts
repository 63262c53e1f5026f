import { describe, expect, it } from 'vitest';
import { billedLines, type Charge, unbilledLines } from '../src/index.ts';
import { reporting, use } from './support/metered.ts';
import { accepted, aStory, aSwedishPurchase, type Story } from './support/story.ts';

const payer = { payerId: 'partner-direct', currency: 'USD' };
const seen = ({ engine }: Story) => ({ now: engine.now(), state: engine.state });
const amounts = (lines: readonly Charge[]) => lines.map(({ type, amount }) => [type, amount]);
const unbilled = (story: Story, period: 'current' | 'previous', of = payer) =>
  amounts(unbilledLines(of, period, seen(story)));

describe('BIL-14: unbilled lines', () => {
  const july = [['new', 20_000]];

  it('are of the current month, then of the previous one, then on the invoice', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    story.activate(story.buy('FX-M'));
    expect([unbilled(story, 'current'), unbilled(story, 'previous')]).toEqual([july, []]);
    story.at('2020-07-31T23:59:59.999Z');
    expect([unbilled(story, 'current'), unbilled(story, 'previous')]).toEqual([july, []]);
    story.at('2020-08-01T00:00:00Z');
    expect([unbilled(story, 'current'), unbilled(story, 'previous')]).toEqual([[], july]);
    story.at('2020-08-07T23:59:59.999Z');
    expect(unbilled(story, 'previous')).toEqual(july);
    story.at('2020-08-08T00:00:00Z');
    expect([unbilled(story, 'current'), unbilled(story, 'previous')]).toEqual([[], []]);
    const [invoice] = story.engine.state.ledger.invoicesOf(payer.payerId);
    expect(amounts(billedLines(invoice ?? { chargeIds: [] }, story.engine.state))).toEqual(july);
  });

  it('are of one payer and one currency', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const own = story.buyDirect('FX-M', 3);
    const [swedish] = aSwedishPurchase(story);
    story.activate(story.buy('FX-M')).activate(own).activate(swedish);
    expect(unbilled(story, 'current')).toEqual(july);
    expect(unbilled(story, 'current', { ...payer, currency: 'SEK' })).toEqual([['new', 21_000]]);
    expect(unbilled(story, 'current', { ...payer, payerId: story.customer.id })).toEqual([['new', 6_000]]);
  });

  it('MET-08: show use as the invoice will have it', () => {
    const { story, id, at } = metered();
    accepted(story.at(at).run(reporting(use(id, at, { quantity: 10 }))));
    const expected = [
      ['new', 35_000],
      ['usage', 500],
    ];
    expect(unbilled(story, 'current')).toEqual(expected);
    story.at('2020-08-08T00:00:00Z');
    const [invoice] = story.engine.state.ledger.invoicesOf(payer.payerId);
    expect(amounts(billedLines(invoice ?? { chargeIds: [] }, story.engine.state))).toEqual(expected);
  });
});

/** FX-F, active from 07-15 on, and an instant of its use. */
function metered() {
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
  const id = story.buy('FX-F');
  story.activate(id);
  return { story, id, at: '2020-07-20T12:00:00Z' };
}
