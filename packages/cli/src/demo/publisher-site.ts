import { z } from 'zod';
import { exchange } from '../api/wire.ts';
import { expectThat, needed } from './expect.ts';
import { demand, postForm } from './http.ts';

/** A page of the mock publisher, as a browser shows it. */
export interface Page {
  /** Sends one of its forms, by the end of its address, and returns the page after it. */
  submit(form: string, fields?: Readonly<Record<string, string>>): Promise<Page>;
}

const form = /<form\b[^>]*\baction="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g;
const hidden = /<input type="hidden" name="([^"]+)" value="([^"]*)">/g;

function pageAt(url: string, html: string): Page {
  return {
    submit: async (name, fields = {}) => {
      const found = [...html.matchAll(form)].find(([, action]) => action?.endsWith(`/${name}`));
      const [, action = '', body = ''] = needed(`a form "${name}" on the publisher's page`, found);
      const kept = Object.fromEntries(
        [...body.matchAll(hidden)].map(([, key = '', value = '']) => [key, value]),
      );
      const address = new URL(action, url).href;
      const reply = await postForm(address, { ...kept, ...fields });
      expectThat(`the publisher takes the form "${name}"`, reply.status, 200);
      return pageAt(address, reply.text);
    },
  };
}

/** Opens an address in the publisher's site. */
export async function openPage(url: string): Promise<Page> {
  const { status, text } = await exchange({ method: 'GET', url });
  expectThat(`the publisher's page at ${new URL(url).pathname}`, status, 200);
  return pageAt(url, text);
}

const record = z.looseObject({
  access: z.enum(['on', 'off']),
  events: z.array(z.looseObject({ action: z.string().optional(), verified: z.boolean() })),
});

/** What the publisher's staff sees and sets, beside the landing page. */
export interface StaffDesk {
  /** What it knows of a subscription, with the webhooks that came for it. */
  record(subscriptionId: string): Promise<z.output<typeof record>>;
  /** The next webhook of a subscription is answered so. */
  answerNext(subscriptionId: string, behaviour: 'reject'): Promise<void>;
}

/** The staff desk of the publisher whose landing page is at an address. */
export function staffDesk(landingPageUrl: string): StaffDesk {
  const at = (path: string): string => new URL(path, landingPageUrl).href;
  return {
    record: (id) => demand({ method: 'GET', url: at(`subscriptions/${id}`) }, record),
    answerNext: async (id, behaviour) => {
      const body = { behaviour, times: 1 };
      await demand({ method: 'PUT', url: at(`subscriptions/${id}/behaviour`), body }, z.unknown());
    },
  };
}
