import assert from 'node:assert/strict';
import { resolve } from '../story/fulfillment.ts';
import { at } from '../story/json.ts';
import { isLink, links } from '../story/links.ts';
import { openPage } from '../story/page.ts';
import { detailsOn } from '../story/page-reading.ts';
import { Then } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';

/** The place behind "Go to publisher's site". */
Then(
  {
    en: 'the order confirmation leads to an activation link',
    sv: 'orderbekräftelsen leder till en aktiveringslänk',
  },
  async function (this: StoryWorld) {
    isLink(await links.order(this));
  },
);

/** The link in the subscription's row. */
Then(
  {
    en: "the row on the customer's subscriptions page leads to an activation link",
    sv: 'raden på kundens prenumerationssida leder till en aktiveringslänk',
  },
  async function (this: StoryWorld) {
    isLink(await links.row(this));
  },
);

/** The link by order line. */
Then(
  {
    en: 'the activation links API gives an activation link',
    sv: 'API:et för aktiveringslänkar ger en aktiveringslänk',
  },
  async function (this: StoryWorld) {
    isLink(await links.api(this));
  },
);

/** Each of the three has a token of its own, which stands for the same purchase, and opens the same page. */
Then(
  {
    en: 'the three links open the same purchase at the publisher',
    sv: 'de tre länkarna öppnar samma köp hos utgivaren',
  },
  async function (this: StoryWorld) {
    const found = [await links.order(this), await links.row(this), await links.api(this)];
    assert.equal(new Set(found).size, 3, 'each reading makes a token of its own');
    const shown: unknown[] = [];
    for (const link of found) {
      assert.equal(at((await resolve(this, link)).body, 'id'), this.subscriptionId);
      shown.push(detailsOn(await openPage(link)));
    }
    assert.deepEqual(shown, [shown[0], shown[0], shown[0]]);
  },
);

/** The link is an address and a purchase token, and nothing of whoever read it. */
Then(
  {
    en: "the kept link holds nothing of the partner's credentials",
    sv: 'den sparade länken innehåller ingenting av partnerns autentiseringsuppgifter',
  },
  function (this: StoryWorld) {
    const link = new URL(this.keptLink);
    assert.deepEqual([...link.searchParams.keys()], ['token']);
    assert.equal(link.username + link.password, '');
    assert.ok(!this.keptLink.includes(this.token));
  },
);
