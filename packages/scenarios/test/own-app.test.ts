import { startSimulator } from '@marketsim/simulator';
import { afterEach, expect, test } from 'vitest';
import { scenarioExtension } from '../src/extension.ts';
import { htmlText, junitText, runScenarios, storyText } from '../src/index.ts';
import { type OwnApp, ownApp } from './support/own-app.ts';
import { scenarioOf, storyOf } from './support/story.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A simulator with an own app in a publisher's place, which signs in as the application that the start prints. */
async function withOwnApp(alias?: string) {
  const app = await ownApp();
  open.push(app);
  const simulator = await startSimulator({
    mockPublisher: { port: 0 },
    extensions: [scenarioExtension],
    ownPublisher: { webhookUrl: app.url, ...(alias !== undefined && { alias }) },
  });
  open.unshift(simulator);
  const publisher = (await simulator.worlds.require()).directory.publisher(alias);
  if (!publisher) throw new Error('the default world has publishers');
  app.register(simulator.url, publisher);
  return { app, url: simulator.url };
}

const more = storyOf(`  - change: { of: seats, quantity: 15 }
    expect:
      webhooks: { seats: [{ action: ChangeQuantity, operation: Succeeded }] }
`);

const run = async ({ url }: { readonly url: string }, ...texts: readonly string[]) =>
  runScenarios(await Promise.all(texts.map(scenarioOf)), { url });

const told = ({ log }: OwnApp): readonly string[] => [...new Set(log)];

test('an own app that checks its tenant and application answers what happens in the worlds of scenarios', async () => {
  const running = await withOwnApp();
  const results = await run(running, more, more);
  expect(results.map(({ failures }) => failures)).toEqual([[], []]);
  expect(told(running.app)).toEqual(['GET 200, PATCH 200']);
});

test('where the world of a scenario has no publisher of its alias, it has the place of the first one', async () => {
  const running = await withOwnApp('publisher-2');
  expect(await run(running, more)).toMatchObject([{ failures: [] }]);
  expect(told(running.app)).toEqual(['GET 200, PATCH 200']);
});

test('a webhook that it refuses is told with its address and its answer, everywhere', async () => {
  const running = await withOwnApp();
  running.app.register('', { tenantId: 'another', applicationId: 'another' });
  const results = await run(running, more);
  const heard = `POST ${running.app.url} answered 401 this token is not for me`;
  expect(results).toMatchObject([{ failures: [{ actual: `Failed\n${heard}` }] }]);
  const told = `a webhook about seats is refused: ${heard}`;
  expect(results.flatMap(storyText).join('\n')).toContain(told);
  expect(await htmlText(results)).toContain(told);
  expect(junitText(results)).toContain(told);
  expect(junitText(results)).toMatch(
    /message="\S+story\.yaml:\d+ .*: expected operation Succeeded, not Failed; POST \S+ answered 401/,
  );
});

test('one that it takes and does not answer is told with what it waits for', async () => {
  const running = await withOwnApp();
  running.app.idle = true;
  const [result] = await run(running, more);
  expect(result?.failures).toMatchObject([
    {
      expected: 'operation Succeeded',
      actual: `InProgress\nPOST ${running.app.url} answered 200, no PATCH yet; consent at 2026-07-14T10:00:10.000Z`,
    },
  ]);
});
