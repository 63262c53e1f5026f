import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRequestJournal } from '../src/requests/request-journal.ts';
import { nothingFound } from '../src/requests/secrets/hidden.ts';
import { hideInBody, hideInText } from '../src/requests/secrets/hide.ts';
import { type Exchanged, recorded } from './support/recorded.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const body = (text: string): string => hideInBody(text, nothingFound());

describe('a body without its credentials', () => {
  test.each([
    ['a form', 'grant_type=password&password=hunter2&x=1', 'grant_type=password&password=***&x=1'],
    ['a name that is written with escapes', 'client%5Fsecret=hunter2', 'client%5Fsecret=***'],
    ['a code of a form', 'code=0.AXoA&redirect_uri=x', 'code=***&redirect_uri=x'],
    ['a code of a token call in JSON', '{"grant_type":"a","code":"b"}', '{"grant_type":"a","code":"***"}'],
    ['JSON', '{"a": 1, "client_secret" : "hunter2"}', '{"a": 1, "client_secret" : "***"}'],
    [
      'names in any case and style',
      '{"ClientSecret":"a","refreshToken":"b"}',
      '{"ClientSecret":"***","refreshToken":"***"}',
    ],
    ['a quote inside', '{"password":"hun\\"ter2","b":2}', '{"password":"***","b":2}'],
    ['a backslash at its end', '{"password":"a\\\\","secret":"b"}', '{"password":"***","secret":"***"}'],
    ['a number', '{"password":12345,"b":2}', '{"password":"***","b":2}'],
    ['an object', '{"tokens":{"a":{"b":"}"},"c":["d"]},"e":1}', '{"tokens":"***","e":1}'],
    [
      'JSON within JSON',
      '{"m":"{\\"secret\\":\\"a\\\\\\"b\\",\\"c\\":1}"}',
      '{"m":"{\\"secret\\":\\"***\\",\\"c\\":1}"}',
    ],
    [
      'JSON within JSON that ends before it',
      '{"m":"{\\"secret\\":\\"abc","c":"d"}',
      '{"m":"{\\"secret\\":\\"***\\","c":"d"}',
    ],
    ['a name with escapes in JSON', '{"client\\u005fsecret":"a"}', '{"client_secret":"***"}'],
    ['JSON that ends too early', '{"client_secret":"hunt', '{"client_secret":"***"'],
    ['what resembles JSON', "{'password': 'hunter2', b: 1}", "{'password': '***', b: 1}"],
    ['JSON without quotes', '{password: hunter2, b: 1}', '{password: ***, b: 1}'],
    ['an address in it', '{"uri":"https://x/y?a=1&token=abc#b"}', '{"uri":"https://x/y?a=1&token=***#b"}'],
    ['a JWT anywhere', '{"note":"eyJhbGciOiJS.eyJpc3Mi.c2ln"}', '{"note":"***"}'],
  ])('%s', (_what, text, told) => {
    expect(body(text)).toBe(told);
  });

  test.each([
    ['the code of an error', '{"code":"BadArgument","message":"x"}'],
    ['a place in a list', '{"continuationToken":"b64"}'],
    ['an etag that looks like the beginning of a JWT', '{"etag":"eyJpZCI6IjEifQ=="}'],
    ['a member that says that there is none', '{"password":null,"secret":""}'],
    ['a word as a value', '["password", "token"]'],
    ['other escapes', '{"name":"%20 \\u0041\\u00fc"}'],
  ])('%s stays', (_what, text) => {
    expect(body(text)).toBe(text.replace('\\u0041', 'A'));
  });

  test('of a purchase token the last six characters stay, however it is written', () => {
    const token = `${'Ab+/'.repeat(64)}abcde=`;
    const link = `https://isv.example/land?token=${encodeURIComponent(token)}&x=1`;
    expect(body(`{"uri":"${link}"}`)).toBe('{"uri":"https://isv.example/land?token=***abcde=&x=1"}');
    expect(body(`{"type":"PurchaseTokenIssued","token":"${token}"}`)).toContain('"token":"***abcde="');
    expect(hideInText(`/land?token=${encodeURIComponent(token)}`, nothingFound())).toBe(
      '/land?token=***abcde=',
    );
    expect(body(`token=${encodeURIComponent(token)}&x=1`)).toBe('token=***abcde=&x=1');
    expect(body('{"token":"too-short"}')).toBe('{"token":"***"}');
  });

  test('what is part of a longer one does not keep that from being found', () => {
    const found = nothingFound();
    hideInBody('client_secret=part-of-it&refresh_token=part-of-it-all', found);
    expect(found.without('<part-of-it-all> <part-of-it>')).toBe('<***> <***>');
  });

  test.each(['token', '{"token":"', '{token', 'token=', '%', 'eyJ'])(
    'a long text that begins with %s is looked through in one go',
    (begin) => {
      for (const filling of ['x', '"', '\\', '{', '= ', '"\\', '{"a":', "'", 'eyJ.']) {
        const text = begin + filling.repeat(200_000 / filling.length);
        expect(body(text).length).toBeLessThanOrEqual(text.length + 10);
      }
    },
  );
});

/** Every text in a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)]);
}

/** Everything that is kept, in memory and in files, as text and as what the text says. */
async function everything(folder: string, details: readonly unknown[]): Promise<readonly string[]> {
  const written = await readFile(join(folder, 'requests.jsonl'), 'utf8');
  const lines = written.split('\n').filter((line) => line !== '');
  return [written, ...textsIn(details), ...textsIn(lines.map((line) => JSON.parse(line)))];
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const inForm = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);
const spellings = (secret: string): readonly string[] => [
  ...[secret, encodeURIComponent(secret), inForm(secret), inJson(secret)],
  ...[inJson(inJson(secret)), inJson(encodeURIComponent(secret))],
];

const characters = [...'abcXYZ0189-._~+/=&?#%:;,"\'\\<>{}[]() $\tüß€\n'];
const anyText = (unit: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...unit), { minLength: 10, maxLength: 40 })
    // Told apart from whatever else is in a record by its middle.
    .map((letters) => `${letters.slice(0, 5).join('')}0xC0FFEE${letters.slice(5).join('')}`);
const secret = anyText(characters);
const inHeader = anyText(characters.filter((letter) => /^[!-~]$/.test(letter)));

const secretNames = [
  'client_secret',
  'password',
  'refresh_token',
  'assertion',
  'client_assertion',
  'code_verifier',
];
const name = fc.constantFrom(...secretNames, 'access_token', 'id_token', 'Client_Secret', 'clientSecret');

/** Where a credential can be sent, or come back. */
const places: Readonly<Record<string, (secret: string, name: string) => Exchanged>> = {
  form: (value, key) => ({ body: new URLSearchParams({ grant_type: 'x', [key]: value, y: 'z' }).toString() }),
  code: (value) => ({ body: `grant_type=authorization_code&code=${encodeURIComponent(value)}` }),
  json: (value, key) => ({ body: JSON.stringify({ a: 1, [key]: value, b: [2] }) }),
  'code in json': (value) => ({ body: JSON.stringify({ grant_type: 'x', code: value }) }),
  nested: (value, key) => ({ body: JSON.stringify({ a: { b: [{ [key]: { c: [value] } }] } }) }),
  'json in json': (value, key) => ({ body: JSON.stringify({ a: JSON.stringify({ [key]: value, b: 1 }) }) }),
  'json cut short': (value, key) => ({ body: JSON.stringify({ a: 1, [key]: value }).slice(0, -2) }),
  query: (value, key) => ({ url: `/x?${new URLSearchParams({ a: '1', [key]: value })}` }),
  reply: (value, key) => ({ reply: JSON.stringify({ token_type: 'Bearer', [key]: value }) }),
  'link in a reply': (value) => ({
    reply: JSON.stringify({ uri: `https://isv.example/?token=${encodeURIComponent(value)}` }),
  }),
  redirection: (value) => ({
    replyHeaders: { Location: `https://app.example/?code=${encodeURIComponent(value)}&state=1` },
  }),
  fragment: (value) => ({
    replyHeaders: { Location: `https://app.example/#code=${encodeURIComponent(value)}` },
  }),
  'form, repeated in the reply': (value, key) => ({
    body: new URLSearchParams({ [key]: value }).toString(),
    status: 400,
    reply: JSON.stringify({ error_description: `There is no ${value} here.` }),
  }),
  'query, repeated in the reply': (value, key) => ({
    url: `/x?${new URLSearchParams({ [key]: value })}`,
    reply: JSON.stringify({ message: `${value} is of no use`, error: value }),
    error: new Error(value),
  }),
  'first where nothing gives it away': (value, key) => ({
    url: `/x?${new URLSearchParams({ note: value })}&again=${encodeURIComponent(value)}`,
    body: JSON.stringify({ note: value }),
    reply: JSON.stringify({ [key]: value }),
  }),
  failure: (value, key) => ({
    body: JSON.stringify({ [key]: value }),
    error: new Error(`cannot take ${JSON.stringify(value)}`),
  }),
};

const headerPlaces: Readonly<Record<string, (secret: string) => Exchanged>> = {
  bearer: (value) => ({ headers: [['Authorization', `Bearer ${value}`]] }),
  'no scheme': (value) => ({ headers: [['authorization', value]] }),
  basic: (value) => ({
    headers: [['Authorization', `Basic ${Buffer.from(`app:${value}`).toString('base64')}`]],
    reply: JSON.stringify({ message: `no such secret: ${value}` }),
  }),
  'the credentials of basic': (value) => ({ headers: [['Authorization', `Basic ${value}`]] }),
  cookie: (value) => ({ headers: [['Cookie', `session=${value}`]] }),
  'control token': (value) => ({ headers: [['X-MarketSim-Control-Token', value]] }),
  'purchase token': (value) => ({ headers: [['x-ms-marketplace-token', value]] }),
  'repeated in the reply': (value) => ({
    headers: [['Authorization', `Bearer ${value}`]],
    reply: JSON.stringify({ message: `${value} is no token` }),
    replyHeaders: { 'WWW-Authenticate': `Bearer realm="${value}"` },
  }),
  'repeated in the address': (value) => ({
    headers: [['Authorization', `Bearer ${value}`]],
    method: 'GET',
    url: `/x?y=${encodeURIComponent(value)}`,
  }),
  'another header': (value) => ({ headers: [['X-Api-Key', value]] }),
  'a cookie that is set': (value) => ({ replyHeaders: { 'Set-Cookie': `session=${value}` } }),
};

const exchanges = fc.oneof(
  fc.record({ place: fc.constantFrom(...Object.keys(places)), secret, name }).map((chosen) => ({
    ...chosen,
    exchanged: places[chosen.place]?.(chosen.secret, chosen.name) ?? {},
  })),
  fc.record({ place: fc.constantFrom(...Object.keys(headerPlaces)), secret: inHeader }).map((chosen) => ({
    ...chosen,
    exchanged: headerPlaces[chosen.place]?.(chosen.secret) ?? {},
  })),
);

test('no credential is anywhere in the journal or its files, wherever it was sent or came back', async () => {
  const property = fc.asyncProperty(fc.array(exchanges, { minLength: 1, maxLength: 20 }), async (sent) => {
    const folder = await temporaryFolder();
    const journal = await createRequestJournal({ folder });
    for (const { exchanged } of sent) journal.note(recorded(exchanged));
    await journal.close();
    const { requests } = journal.select({}, { limit: 100 });
    expect(requests).toHaveLength(sent.length);
    const kept = await everything(folder, requests);
    for (const each of sent) {
      const told = spellings(each.secret).filter((text) => kept.some((where) => where.includes(text)));
      expect(told, `${each.place} ${JSON.stringify(each.exchanged)}`).toEqual([]);
    }
    expect(kept.filter((text) => text.includes('C0FFEE'))).toEqual([]);
  });
  await fc.assert(property, { numRuns: 200 });
});
