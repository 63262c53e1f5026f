import assert from 'node:assert/strict';
import type { DataTable } from '@cucumber/cucumber';
import { expectStatus } from '../story/expected.ts';
import { resolve, tokenIn } from '../story/fulfillment.ts';
import { at, text } from '../story/json.ts';
import { links } from '../story/links.ts';
import { landingPageOf } from '../story/mock-publisher.ts';
import { buttonsOn, openPage, press, wordsOf } from '../story/page.ts';
import { detailsOn, faultOf, headingOf, sectionOn, stageOn, stepsOn } from '../story/page-reading.ts';
import { Given, Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';

/** Follows the link on the customer's subscriptions page, in a browser in which nobody has signed in. */
When(
  { en: 'the customer/partner opens the activation link', sv: 'kunden/partnern öppnar aktiveringslänken' },
  async function (this: StoryWorld) {
    this.keptLink = await links.row(this);
    this.page = await openPage(this.keptLink);
  },
);

/** Opens the link that was put aside, in such a browser too. */
When(
  {
    en: 'the customer/partner opens the kept link( again)',
    sv: 'kunden/partnern öppnar den sparade länken( igen)',
  },
  async function (this: StoryWorld) {
    this.page = await openPage(this.keptLink);
  },
);

/** Follows the portal's button by what stands on it, such as "Manage account", to the publisher. */
When(
  { en: 'the customer presses {string} in the portal', sv: 'kunden trycker på {string} i portalen' },
  async function (this: StoryWorld, label: string) {
    const answer = await this.control(`/portal/subscriptions/${this.subscriptionId}/link`);
    expectStatus(answer, 200);
    assert.equal(at(answer.body, 'label'), label);
    this.keptLink = text(answer.body, 'link');
    this.page = await openPage(this.keptLink);
  },
);

/** Comes to the publisher's site without a purchase. */
When(
  {
    en: "somebody opens the publisher's site without a link",
    sv: 'någon öppnar utgivarens webbplats utan länk',
  },
  async function (this: StoryWorld) {
    this.page = await openPage(await landingPageOf(this, 'publisher-1'));
  },
);

/** Takes the kept link's token to the landing page of another publisher. */
When(
  {
    en: "the kept link's token is taken to the other publisher's site",
    sv: 'den sparade länkens token tas till den andra utgivarens webbplats',
  },
  async function (this: StoryWorld) {
    const url = new URL(await landingPageOf(this, 'publisher-2'));
    url.searchParams.set('token', tokenIn(this.keptLink));
    this.page = await openPage(url.href);
  },
);

/** Takes it to the landing page that its publisher has in the world in which the steps are now. */
When(
  {
    en: "the kept link's token is taken to the same publisher's site in this world",
    sv: 'den sparade länkens token tas till samma utgivares webbplats i den här världen',
  },
  async function (this: StoryWorld) {
    const url = new URL(await landingPageOf(this, 'publisher-1'));
    url.searchParams.set('token', tokenIn(this.keptLink));
    this.page = await openPage(url.href);
  },
);

/** The kept link with its token cut short, as a mail program may do it. */
Given(
  { en: 'the kept link has lost its end', sv: 'den sparade länken har förlorat sitt slut' },
  function (this: StoryWorld) {
    this.keptLink = this.keptLink.slice(0, -20);
  },
);

/** The page's heading; the page was served with 200. */
Then({ en: 'the page is {string}', sv: 'sidan är {string}' }, function (this: StoryWorld, heading: string) {
  assert.deepEqual([this.page.status, headingOf(this.page)], [200, heading], wordsOf(this.page.main));
});

/** The heading of a page that was served with another status. */
Then(
  { en: 'the page is {string}, with status {int}', sv: 'sidan är {string}, med status {int}' },
  function (this: StoryWorld, heading: string, status: number) {
    assert.deepEqual([this.page.status, headingOf(this.page)], [status, heading], wordsOf(this.page.main));
  },
);

/** A page that was served with a status of failure, whatever it says. */
Then({ en: 'the page is refused', sv: 'sidan nekas' }, function (this: StoryWorld) {
  assert.ok(this.page.status >= 400, wordsOf(this.page.main));
});

/** Words that stand somewhere on the page. */
Then(
  { en: 'the page says {string}', sv: 'på sidan står {string}' },
  function (this: StoryWorld, words: string) {
    assert.ok(wordsOf(this.page.main).includes(words), `the page says: ${wordsOf(this.page.main)}`);
  },
);

/** Words that do not. */
Then(
  { en: 'the page does not say {string}', sv: 'på sidan står inte {string}' },
  function (this: StoryWorld, words: string) {
    assert.ok(!wordsOf(this.page.main).includes(words), `the page says: ${wordsOf(this.page.main)}`);
  },
);

/**
 * Some of what the page shows.
 *
 * @table rows of a name and the value beside it
 */
Then({ en: 'the page shows', sv: 'sidan visar' }, function (this: StoryWorld, table: DataTable) {
  const shown = detailsOn(this.page);
  const wanted = table.rowsHash();
  assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((name) => [name, shown[name]])), wanted);
});

/** Nothing of the purchase can be seen, and nothing can be done. */
Then(
  { en: 'the page shows nothing of what was bought', sv: 'sidan visar ingenting av det som köptes' },
  function (this: StoryWorld) {
    assert.deepEqual([detailsOn(this.page), buttonsOn(this.page)], [{}, []]);
  },
);

/** Where the setup stands, such as `2. Steps`. */
Then(
  { en: 'the setup is at {string}', sv: 'konfigurationen är vid {string}' },
  function (this: StoryWorld, stage: string) {
    assert.equal(stageOn(this.page), stage);
  },
);

/**
 * The steps on the page in their order: what they are called, who has to do them, and the button or mark beside them.
 *
 * @table a header `step`, `whose`, `standing`, then a row for each
 */
Then(
  { en: 'the page lists the steps', sv: 'sidan räknar upp stegen' },
  function (this: StoryWorld, table: DataTable) {
    assert.deepEqual(stepsOn(this.page), table.hashes());
  },
);

/** For whom and by whom it was bought, by the e-mail addresses that the publisher learns from the marketplace. */
Then(
  {
    en: 'the page names the customer as the one it is for, and the partner as the one who bought it',
    sv: 'sidan anger kunden som den köpet är till för, och partnern som den som köpte',
  },
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
Then(
  { en: 'the page has {presence} section {string}', sv: 'sidan har {presence} avsnitt {string}' },
  function (this: StoryWorld, which: string, heading: string) {
    assert.equal(sectionOn(this.page, heading) !== undefined, which === 'a', wordsOf(this.page.main));
  },
);

/**
 * Every button of the page by its name, in order.
 *
 * @table a row for each button
 */
Then(
  { en: 'the buttons of the page are', sv: 'sidans knappar är' },
  function (this: StoryWorld, table: DataTable) {
    assert.deepEqual(buttonsOn(this.page), table.raw().flat());
  },
);

/** There is nothing to press. */
Then({ en: 'the page has no buttons', sv: 'sidan har inga knappar' }, function (this: StoryWorld) {
  assert.deepEqual(buttonsOn(this.page), []);
});

/** What stands in red beside a field. */
Then(
  { en: 'the field {string} is marked with {string}', sv: 'fältet {string} är markerat med {string}' },
  function (this: StoryWorld, label: string, words: string) {
    assert.equal(faultOf(this.page, label), words);
  },
);

/**
 * Fields by their labels, then "Save and continue".
 *
 * @table rows of a label and what is typed there
 */
When(
  { en: 'the company form is filled in with', sv: 'företagsformuläret fylls i med' },
  async function (this: StoryWorld, table: DataTable) {
    this.page = await press(this.page, 'Save and continue', table.rowsHash());
  },
);

const exampleCompany = {
  'Company name': 'Northwind Traders',
  'Contact name': 'Ana Okafor',
  'E-mail': 'ana@northwind.example',
};

/** The same for Northwind Traders, of Ana Okafor, ana@northwind.example. */
When(
  { en: 'the company form is filled in', sv: 'företagsformuläret fylls i' },
  async function (this: StoryWorld) {
    this.page = await press(this.page, 'Save and continue', exampleCompany);
  },
);

/** Some number in the licence desk's field, then "Assign licences". */
When(
  { en: 'the licence desk hands out {int} licence(s)', sv: 'licensdisken delar ut {int} licens(er)' },
  async function (this: StoryWorld, count: number) {
    this.page = await press(this.page, 'Assign licences', { 'Licences to hand out': String(count) });
  },
);

/** The button beside a step. */
When(
  {
    en: 'the step {string} is marked as done on the page',
    sv: 'steget {string} markeras som klart på sidan',
  },
  async function (this: StoryWorld, name: string) {
    this.page = await press(this.page, `Mark as done: ${name}`);
  },
);

/** The last button of the setup. */
When(
  { en: 'the setup is confirmed on the page', sv: 'konfigurationen bekräftas på sidan' },
  async function (this: StoryWorld) {
    this.page = await press(this.page, 'Confirm the setup');
  },
);

/** The whole setup as the customer and the publisher do it together: company, licences, confirmation. */
When(
  {
    en: "the account for {int} licence(s) is set up on the publisher's page",
    sv: 'kontot för {int} licens(er) konfigureras på utgivarens sida',
  },
  async function (this: StoryWorld, quantity: number) {
    const told = await press(await openPage(await links.row(this)), 'Save and continue', exampleCompany);
    const assigned = await press(told, 'Assign licences', { 'Licences to hand out': String(quantity) });
    this.page = await press(assigned, 'Confirm the setup');
  },
);
