import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { resolve } from '../story/fulfillment.ts';
import { at } from '../story/json.ts';
import { isLink, links } from '../story/links.ts';
import { openPage } from '../story/page.ts';
import { detailsOn } from '../story/page-reading.ts';
import type { StoryWorld } from '../story/story-world.ts';

/** The place behind "Go to publisher's site". */
Then('the order confirmation leads to an activation link', async function (this: StoryWorld) {
  isLink(await links.order(this));
});

/** The link in the subscription's row. */
Then(
  "the row on the customer's subscriptions page leads to an activation link",
  async function (this: StoryWorld) {
    isLink(await links.row(this));
  },
);

/** The link by order line. */
Then('the activation links API gives an activation link', async function (this: StoryWorld) {
  isLink(await links.api(this));
});

/** Each of the three has a token of its own, which stands for the same purchase, and opens the same page. */
Then('the three links open the same purchase at the publisher', async function (this: StoryWorld) {
  const found = [await links.order(this), await links.row(this), await links.api(this)];
  assert.equal(new Set(found).size, 3, 'each reading makes a token of its own');
  const shown: unknown[] = [];
  for (const link of found) {
    assert.equal(at((await resolve(this, link)).body, 'id'), this.subscriptionId);
    shown.push(detailsOn(await openPage(link)));
  }
  assert.deepEqual(shown, [shown[0], shown[0], shown[0]]);
});

/** The link is an address and a purchase token, and nothing of whoever read it. */
Then("the kept link holds nothing of the partner's credentials", function (this: StoryWorld) {
  const link = new URL(this.keptLink);
  assert.deepEqual([...link.searchParams.keys()], ['token']);
  assert.equal(link.username + link.password, '');
  assert.ok(!this.keptLink.includes(this.token));
});
