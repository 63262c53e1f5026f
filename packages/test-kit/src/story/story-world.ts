import { World } from '@cucumber/cucumber';
import { type Answer, type Call, call } from './client.ts';
import { serverUrl } from './server.ts';

/** What one scenario knows: its own world on the server, who acts, what was bought, and the last answer. */
export class StoryWorld extends World {
  /** Name of the scenario's world on the server. */
  name = '';
  /** Development token of whoever acts; empty for nobody. */
  token = '';
  customerId = '';
  cartId = '';
  orderId = '';
  subscriptionId = '';
  /** What the subscription looked like when it was last read on purpose. */
  seen: unknown;
  /** An activation link that was put aside. */
  keptLink = '';
  answer: Answer | undefined;
  answerBefore: Answer | undefined;
  /** Number of facts in the world before the last call. */
  factsBefore = 0;

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

  /** How many facts the world holds. */
  async facts(): Promise<number> {
    const { body } = await this.control('/events');
    return typeof body === 'object' && body !== null && 'events' in body && Array.isArray(body.events)
      ? body.events.length
      : Number.NaN;
  }

  /** The token of a role, spelled `dev-{who}@{world}`. */
  tokenOf(who: string): string {
    return `dev-${who}@${this.name}`;
  }
}
