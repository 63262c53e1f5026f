import { type SimulatorOptions, startSimulator } from '@marketsim/simulator';
import { afterEach, describe, expect, test } from 'vitest';
import { scenarioExtension } from '../src/extension.ts';
import { runScenarios } from '../src/index.ts';
import { firstStepLine, ran, scenarioOf, storyOf } from './support/story.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A simulator that others run their scenarios in. */
async function running(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({
    mockPublisher: { port: 0 },
    checkReplies: true,
    extensions: [scenarioExtension],
    ...options,
  });
  open.push(simulator);
  return { ...simulator, names: () => simulator.worlds.list().map(({ name }) => name) };
}

const failing = storyOf('  - expect: { net: { USD: 199 } }\n');

describe('scenarios in a simulator that runs elsewhere', () => {
  test('what is not as a scenario says is told as it is in a simulator of its own', async () => {
    const { url } = await running();
    const [there] = await runScenarios([await scenarioOf(failing)], { url: `${url}/` });
    const [here] = await ran(failing);
    expect(there?.failures).toEqual(here?.failures);
    expect(there?.failures).toMatchObject([{ line: firstStepLine + 2, column: 27, actual: '200.00' }]);
  });

  test('what neither the scenario nor its world says is as that simulator was started', async () => {
    const text = 'version: 1\ntitle: A window\nsteps:\n  - expect: { now: 2031-05-01T08:00:00Z }\n';
    const { url } = await running({ startsAt: '2031-05-01T08:00:00Z' });
    expect(await runScenarios([await scenarioOf(text)], { url })).toMatchObject([{ failures: [] }]);
  });

  test('where no mock publisher is, a step that needs one is refused', async () => {
    const simulator = await startSimulator({ extensions: [scenarioExtension] });
    open.push(simulator);
    const steps = storyOf('  - publisher: { publisher: tidewater, webhooks: reject }\n');
    const [result] = await runScenarios([await scenarioOf(steps)], simulator);
    expect(result?.failures).toMatchObject([{ actual: 'refused: this simulator has no mock publisher' }]);
  });
});

describe('a run that cannot be is told in words, and leaves no world behind', () => {
  test('a name that is taken', async () => {
    const simulator = await running();
    await simulator.worlds.create('nightly-2');
    const scenarios = [await scenarioOf(failing), await scenarioOf(failing)];
    const run = runScenarios(
      scenarios,
      { url: simulator.url },
      {
        worlds: 'nightly',
      },
    );
    await expect(run).rejects.toThrow(/^http:\S+ refuses: 409 worldExists .*"nightly-2"/);
    expect(simulator.names()).not.toContain('nightly-1');
    expect(simulator.names()).toContain('nightly-2');
  });

  test('nobody at the address', async () => {
    const simulator = await running();
    await simulator.close();
    await expect(runScenarios([await scenarioOf(failing)], { url: simulator.url })).rejects.toThrow(
      `${simulator.url} does not answer: connect ECONNREFUSED`,
    );
  });

  test('a simulator that plays no scenarios', async () => {
    const { url, names } = await running({ extensions: [] });
    await expect(runScenarios([await scenarioOf(failing)], { url })).rejects.toThrow(
      `${url} is no simulator that plays scenarios`,
    );
    expect(names()).not.toContain('scenario-1');
  });

  test('a run that is to stop', async () => {
    const { url, names } = await running();
    const stop = new AbortController();
    const scenarios = await Promise.all([failing, failing, failing].map(scenarioOf));
    const ended: string[] = [];
    const run = runScenarios(
      scenarios,
      { url },
      {
        atOnce: 1,
        signal: stop.signal,
        ended: ({ title }) => {
          ended.push(title);
          stop.abort(new Error('stopped'));
        },
      },
    );
    await expect(run).rejects.toThrow('stopped');
    expect(ended).toEqual(['A story']);
    expect(names().filter((name) => name.startsWith('scenario'))).toEqual([]);
  });
});

describe('CTL-90: a step that comes in is looked at before anything happens', () => {
  const refused = async (body: object) => {
    const { url, worlds } = await running();
    const { engine } = await worlds.require();
    const answer = await fetch(`${url}/_sim/scenario/steps`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(engine.seq()).toBe((await worlds.create('fresh')).engine.seq());
    return { status: answer.status, ...Object(await answer.json()).error };
  };

  test.each([
    [{ step: { cancel: 'seats' } }, 'step.cancel', 'there is no subscription "seats"; there is none'],
    [{ step: { wait: 1 } }, 'step.wait', 'is not a known member'],
    [{ step: { advance: 'soon' } }, 'step.advance', 'duration'],
    [{ step: {}, names: { seats: 7 } }, 'names.seats', 'string'],
    [{}, 'step', 'step'],
  ])('%j', async (body, target, words) => {
    expect(await refused(body)).toEqual({
      ...{ status: 400, code: 'invalid', target },
      message: expect.stringContaining(words),
    });
  });
});

test('the schema of scenarios is served beside that of worlds, under a name that stays', async () => {
  const { url } = await running();
  for (const kind of ['scenario', 'world']) {
    const answer = await fetch(`${url}/openapi/${kind}.schema.json`);
    expect(await answer.json()).toMatchObject({
      $id: `http://127.0.0.1:4600/openapi/${kind}.schema.json`,
      title: `marketsim ${kind}`,
    });
  }
  const index = await (await fetch(url)).text();
  expect(index).toContain('<a href="/openapi/scenario.schema.json">');
  const control = await fetch(`${url}/openapi/control.json`);
  expect(await control.json()).toMatchObject({
    paths: { '/_sim/scenario/steps': { post: expect.anything() } },
  });
});
