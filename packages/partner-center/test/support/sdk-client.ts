import type { Method } from '@marketsim/http';
import { expect } from 'vitest';
import { call } from './calls.ts';
import type { Simulation } from './simulation.ts';

/** A link as the SDKs read it (PC 0.7). */
interface SdkLink {
  readonly uri: string;
  readonly method: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isLink = (value: unknown): value is SdkLink =>
  isRecord(value) && typeof value['uri'] === 'string' && Array.isArray(value['headers']);

/** All links in a body, however deep, and those to documents; those that lead out of the API are not among them. */
export function linksIn(body: unknown): readonly (Pick<SdkLink, 'uri'> & Partial<SdkLink>)[] {
  if (isLink(body)) return body.method === 'GET' && body.uri.startsWith('/') ? [body] : [];
  if (!isRecord(body)) return [];
  const { pdfDownloadLink: uri } = body;
  return [...(typeof uri === 'string' ? [{ uri }] : []), ...Object.values(body).flatMap(linksIn)];
}

/** What .NET objects send for members that nobody set (PC 0.6). */
const fillers = {
  ...{ Quantity: 0, Status: 'none', BillingCycle: 'unknown', CreationDate: '0001-01-01T00:00:00' },
  ...{ CommitmentEndDate: '0001-01-01T00:00:00Z', PartnerId: null, TermDuration: null, Links: null },
} as const;

/** A client as the SDKs are: it glues `/v1/` before links, and repeats what failed under the same request id. */
export function sdkClient(sim: Simulation, who: string) {
  let calls = 0;
  const sent = (method: 'get' | 'patch', path: string) => {
    calls += 1;
    return sim
      .as(who)
      [method](path)
      .set('MS-RequestId', `sdk-${calls}`)
      .set('MS-PartnerCenter-Client', 'SDK');
  };
  return {
    /** Reads where a link leads, with the headers of the link. */
    async follow(link: Pick<SdkLink, 'uri'> & Partial<SdkLink>): Promise<Record<string, unknown>> {
      const request = sent('get', `/v1/${link.uri}`);
      for (const { key, value } of link.headers ?? []) request.set(key, value);
      const { status, body } = await request;
      expect([link.uri, status]).toEqual([link.uri, 200]);
      return body;
    },
    /** Changes one thing as a .NET client does: the member in PascalCase among fillers. */
    async patch(uri: string, change: Readonly<Record<string, unknown>>) {
      const { status, body } = await sent('patch', `/v1/${uri}`).send({ ...fillers, ...change });
      return { status, body };
    },
    /** Sends a write that fails, and then five times more the same. */
    async insist(
      method: Method,
      path: string,
      change: Readonly<Record<string, unknown>>,
    ): Promise<readonly string[]> {
      const texts: string[] = [];
      calls += 1;
      for (let turn = 0; turn <= 5; turn++) {
        const { status, text } = await call(sim, who, method, path)
          .set('MS-RequestId', `sdk-${calls}`)
          .send({ ...fillers, ...change });
        texts.push(`${status} ${text}`);
      }
      return texts;
    },
  };
}
