import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { resolve, tokenIn } from '../story/fulfillment.ts';
import { at, text } from '../story/json.ts';
import { links } from '../story/links.ts';
import { landingPageOf } from '../story/mock-publisher.ts';
import { buttonsOn, openPage, press, wordsOf } from '../story/page.ts';
import { detailsOn, faultOf, headingOf, sectionOn, stageOn, stepsOn } from '../story/page-reading.ts';
import type { StoryWorld } from '../story/story-world.ts';

/** Follows the link on the customer's subscriptions page, in a browser in which nobody has signed in. */
When(/^the (?:customer|partner) opens the activation link$/, async function (this: StoryWorld) {
  this.keptLink = await links.row(this);
  this.page = await openPage(this.keptLink);
});

/** Opens the link that was put aside, in such a browser too. */
When(/^the (?:customer|partner) opens the kept link(?: again)?$/, async function (this: StoryWorld) {
  this.page = await openPage(this.keptLink);
});

/** Follows the portal's button by what stands on it, such as "Manage account", to the publisher. */
When('the customer presses {string} in the portal', async function (this: StoryWorld, label: string) {
  const answer = await this.control(`/portal/subscriptions/${this.subscriptionId}/link`);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(at(answer.body, 'label'), label);
  this.keptLink = text(answer.body, 'link');
  this.page = await openPage(this.keptLink);
});

/** Comes to the publisher's site without a purchase. */
When("somebody opens the publisher's site without a link", async function (this: StoryWorld) {
  this.page = await openPage(await landingPageOf(this, 'publisher-1'));
});

/** Takes the kept link's token to the landing page of another publisher. */
When("the kept link's token is taken to the other publisher's site", async function (this: StoryWorld) {
  const url = new URL(await landingPageOf(this, 'publisher-2'));
  url.searchParams.set('token', tokenIn(this.keptLink));
  this.page = await openPage(url.href);
});

/** Takes it to the landing page that its publisher has in the world in which the steps are now. */
When(
  "the kept link's token is taken to the same publisher's site in this world",
  async function (this: StoryWorld) {
    const url = new URL(await landingPageOf(this, 'publisher-1'));
    url.searchParams.set('token', tokenIn(this.keptLink));
    this.page = await openPage(url.href);
  },
);

/** The kept link with its token cut short, as a mail program may do it. */
Given('the kept link has lost its end', function (this: StoryWorld) {
  this.keptLink = this.keptLink.slice(0, -20);
});

/** The page's heading; the page was served with 200. */
Then('the page is {string}', function (this: StoryWorld, heading: string) {
  assert.deepEqual([this.page.status, headingOf(this.page)], [200, heading], wordsOf(this.page.main));
});

/** The heading of a page that was served with another status. */
Then('the page is {string}, with status {int}', function (this: StoryWorld, heading: string, status: number) {
  assert.deepEqual([this.page.status, headingOf(this.page)], [status, heading], wordsOf(this.page.main));
});

/** A page that was served with a status of failure, whatever it says. */
Then('the page is refused', function (this: StoryWorld) {
  assert.ok(this.page.status >= 400, wordsOf(this.page.main));
});

/** Words that stand somewhere on the page. */
Then('the page says {string}', function (this: StoryWorld, words: string) {
  assert.ok(wordsOf(this.page.main).includes(words), `the page says: ${wordsOf(this.page.main)}`);
});

/** Words that do not. */
Then('the page does not say {string}', function (this: StoryWorld, words: string) {
  assert.ok(!wordsOf(this.page.main).includes(words), `the page says: ${wordsOf(this.page.main)}`);
});

/** Some of what the page shows as name and value. */
Then('the page shows', function (this: StoryWorld, table: DataTable) {
  const shown = detailsOn(this.page);
  const wanted = table.rowsHash();
  assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((name) => [name, shown[name]])), wanted);
});

/** Nothing of the purchase can be seen, and nothing can be done. */
Then('the page shows nothing of what was bought', function (this: StoryWorld) {
  assert.deepEqual([detailsOn(this.page), buttonsOn(this.page)], [{}, []]);
});

/** Where the setup stands, such as `2. Steps`. */
Then('the setup is at {string}', function (this: StoryWorld, stage: string) {
  assert.equal(stageOn(this.page), stage);
});

/** The steps on the page in their order: what they are called, who has to do them, and the button or mark beside them. */
Then('the page lists the steps', function (this: StoryWorld, table: DataTable) {
  assert.deepEqual(stepsOn(this.page), table.hashes());
});

/** For whom and by whom it was bought, by the e-mail addresses that the publisher learns from the marketplace. */
Then(
  'the page names the customer as the one it is for, and the partner as the one who bought it',
  async function (this: StoryWorld) {
    const { body } = await resolve(this, this.keptLink);
    const emailOf = (party: string): string => text(body, 'subscription', party, 'emailId');
    const shown = detailsOn(this.page);
    assert.deepEqual([shown['For'], shown['Bought by']], [emailOf('beneficiary'), emailOf('purchaser')]);
    assert.equal(at(body, 'subscription', 'beneficiary', 'tenantId'), this.customerId);
    assert.notEqual(at(body, 'subscription', 'purchaser', 'tenantId'), this.customerId);
  },
);

/** Whether the page has a section with this heading, such as `Licence desk`. */
Then(/^the page has (a|no) section "([^"]+)"$/, function (this: StoryWorld, which: string, heading: string) {
  assert.equal(sectionOn(this.page, heading) !== undefined, which === 'a', wordsOf(this.page.main));
});

/** Every button of the page by its name, in order. */
Then('the buttons of the page are', function (this: StoryWorld, table: DataTable) {
  assert.deepEqual(buttonsOn(this.page), table.raw().flat());
});

/** There is nothing to press. */
Then('the page has no buttons', function (this: StoryWorld) {
  assert.deepEqual(buttonsOn(this.page), []);
});

/** What stands in red beside a field. */
Then('the field {string} is marked with {string}', function (this: StoryWorld, label: string, words: string) {
  assert.equal(faultOf(this.page, label), words);
});

/** Fields by their labels, then "Save and continue". */
When('the company form is filled in with', async function (this: StoryWorld, table: DataTable) {
  this.page = await press(this.page, 'Save and continue', table.rowsHash());
});

const exampleCompany = {
  'Company name': 'Northwind Traders',
  'Contact name': 'Ana Okafor',
  'E-mail': 'ana@northwind.example',
};

/** The same for Northwind Traders, of Ana Okafor, ana@northwind.example. */
When('the company form is filled in', async function (this: StoryWorld) {
  this.page = await press(this.page, 'Save and continue', exampleCompany);
});

/** Some number in the licence desk's field, then "Assign licences". */
When(/^the licence desk hands out (-?\d+) licences?$/, async function (this: StoryWorld, count: string) {
  this.page = await press(this.page, 'Assign licences', { 'Licences to hand out': count });
});

/** The button beside a step. */
When('the step {string} is marked as done on the page', async function (this: StoryWorld, name: string) {
  this.page = await press(this.page, `Mark as done: ${name}`);
});

/** The last button of the setup. */
When('the setup is confirmed on the page', async function (this: StoryWorld) {
  this.page = await press(this.page, 'Confirm the setup');
});

/** The whole setup as the customer and the publisher do it together: company, licences, confirmation. */
When(
  "the account for {int} licences is set up on the publisher's page",
  async function (this: StoryWorld, quantity: number) {
    const told = await press(await openPage(await links.row(this)), 'Save and continue', exampleCompany);
    const assigned = await press(told, 'Assign licences', { 'Licences to hand out': String(quantity) });
    this.page = await press(assigned, 'Confirm the setup');
  },
);
