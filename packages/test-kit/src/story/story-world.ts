import assert from 'node:assert/strict';
import { World } from '@cucumber/cucumber';
import { type Answer, type Call, call } from './client.ts';
import { at } from './json.ts';
import type { OwnApp } from './own-app.ts';
import type { Page } from './page.ts';
import { serverUrl } from './server.ts';

/** What a scenario has in one of its worlds: who acts there, and what was bought. */
interface Place {
  /** Name of the world on the server. */
  readonly name: string;
  /** Development token of whoever acts; empty for nobody. */
  readonly token: string;
  readonly customerId: string;
  readonly cartId: string;
  readonly orderId: string;
  readonly subscriptionId: string;
}

const nowhere: Place = {
  name: '',
  token: '',
  customerId: '',
  cartId: '',
  orderId: '',
  subscriptionId: '',
};

/** What one scenario knows: its own world on the server, who acts, what was bought, and the last answer. */
export class StoryWorld extends World implements Place {
  name = nowhere.name;
  token = nowhere.token;
  customerId = nowhere.customerId;
  cartId = nowhere.cartId;
  orderId = nowhere.orderId;
  subscriptionId = nowhere.subscriptionId;
  /** What the subscription looked like when it was last read on purpose. */
  seen: unknown;
  /** An activation link that was put aside. */
  keptLink = '';
  answer: Answer | undefined;
  answerBefore: Answer | undefined;
  /** Number of facts in the world before the last call. */
  factsBefore = 0;
  /** How many steps have begun. */
  stepsBegun = 0;
  /** An app of the publisher's own, where it has one. */
  ownApp: OwnApp | undefined;
  /** The worlds that the scenario has left, by what its steps call them. */
  readonly #left = new Map<string, Place>();
  #where = 'first';
  #page: Page | undefined;

  /** The page that somebody has in front of them. */
  get page(): Page {
    assert.ok(this.#page, 'no page is open');
    return this.#page;
  }
  set page(page: Page) {
    this.#page = page;
  }

  /** Id of the subscription that was bought last; fails before anything is bought. */
  bought(): string {
    assert.ok(this.subscriptionId, 'nothing has been bought in this scenario yet');
    return this.subscriptionId;
  }

  /** A call in somebody's name. */
  async send(path: string, options: Call & { readonly as?: string } = {}): Promise<Answer> {
    const token = options.as ?? this.token;
    const authorization = token === '' ? {} : { authorization: `Bearer ${token}` };
    return call(await serverUrl(), path, { ...options, headers: { ...authorization, ...options.headers } });
  }

  /** A call of the scenario's actor whose answer the next steps look at. */
  async act(path: string, options: Call = {}): Promise<Answer> {
    this.factsBefore = await this.facts();
    this.answerBefore = this.answer;
    this.answer = await this.send(path, options);
    return this.answer;
  }

  /** A call to the control API about this scenario's world. */
  async control(path: string, options: Call = {}): Promise<Answer> {
    return this.send(`/_sim${path}`, { ...options, as: '', headers: { 'x-marketsim-world': this.name } });
  }

  /** How many facts the world holds, once what is under way has come to its end. */
  async facts(): Promise<number> {
    await this.settled();
    const { body } = await this.control(`/worlds/${this.name}`);
    return Number(at(body, 'events'));
  }

  /** Waits for the webhooks that are under way: a call that looks at the world's history is let in after them. */
  async settled(): Promise<void> {
    const { status, text } = await this.control('/events?limit=1');
    assert.equal(status, 200, text);
  }

  /** The token of a role, spelled `dev-{who}@{world}`. */
  tokenOf(who: string): string {
    return `dev-${who}@${this.name}`;
  }

  /** Goes to another world, which the steps call `which` from now on; without `place` nothing is known there. */
  enter(which: string, name: string, place: Partial<Place> = {}): void {
    this.#leave();
    this.#where = which;
    Object.assign(this, { ...nowhere, ...place, name });
  }

  /** Goes back to a world of this scenario. */
  turnTo(which: string): void {
    if (which === this.#where) return;
    const place = this.#left.get(which);
    assert.ok(place, `there is no ${which} world in this scenario`);
    this.#leave();
    this.#where = which;
    Object.assign(this, place);
  }

  /** The token of whoever acts in another world of this scenario. */
  tokenIn(which: string): string {
    const place = this.#left.get(which);
    assert.ok(place, `there is no ${which} world in this scenario`);
    return place.token;
  }

  /** The names of all worlds that the scenario has been in. */
  worldNames(): readonly string[] {
    const left = [...this.#left.values()].map(({ name }) => name);
    return [...new Set([...left, this.name])].filter((name) => name !== '');
  }

  #leave(): void {
    const { name, token, customerId, cartId, orderId, subscriptionId } = this;
    if (name === '') return;
    this.#left.set(this.#where, { name, token, customerId, cartId, orderId, subscriptionId });
  }
}
