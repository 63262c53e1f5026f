import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryVersions } from '../src/entry-versions.ts';
import {
  createEngine,
  type EventLog,
  instant,
  memoryLog,
  type Settings,
  UnreadableHistory,
} from '../src/index.ts';
import { doings, perform, yearsLater } from './support/doings.ts';
import { everyFact } from './support/every-fact.ts';
import { again, expectRestorable, expectSameState } from './support/restored.ts';
import { accepted, aStory } from './support/story.ts';

const market = fc.record({
  profile: fc.constantFrom('seed', 'seed-2020', 'activation-2020', 'interim-2022', 'current', 'nce-7d'),
  told: fc.boolean(),
  asks: fc.boolean(),
});

describe('a checkpoint', () => {
  it('leads to the same world as the whole history, with everything in it that can happen', () => {
    const { engine, settings } = everyFact();
    const kinds = new Set(engine.log.entries().map(({ type }) => type));
    expect(Object.keys(entryVersions).filter((type) => !kinds.has(type as 'Charged'))).toEqual([]);
    const restored = expectRestorable(engine, settings);
    for (const each of [engine, restored]) accepted(each.advanceTo(yearsLater(each, 5)));
    expect(JSON.stringify(restored.log.entries())).toBe(JSON.stringify(engine.log.entries()));
  });

  it('and to one that goes on in the same way, whatever is done, and whenever it was taken', () => {
    fc.assert(
      fc.property(market, doings, fc.nat(), ({ profile, told, asks }, all, at) => {
        const { engine, settings } = aStory({
          ...{ profile, seller: 'provider' },
          publisher: { answersOperations: asks, reportsLicenseAssignment: false },
          offer: told ? { webhookUrl: 'https://contosoharbor.example/webhook' } : {},
        });
        const cut = at % all.length;
        for (const doing of all.slice(0, cut)) perform(engine, doing);
        const restored = expectRestorable(engine, settings);
        for (const each of [engine, restored]) {
          for (const doing of all.slice(cut)) perform(each, doing);
          accepted(each.advanceTo(yearsLater(each, 3)));
        }
        expect(JSON.stringify(restored.log.entries())).toBe(JSON.stringify(engine.log.entries()));
        expectRestorable(engine, settings);
      }),
      { numRuns: 60 },
    );
  });

  it('stands where its last fact stands, as a replay does, though the clock has gone on', () => {
    const { engine, settings } = aStory();
    accepted(engine.stepTo(instant('2020-07-20T00:00:00Z')));
    expect(expectRestorable(engine, settings).now()).toBe('2020-07-14T10:00:00.000Z');
  });

  it('does not change when the world goes on', () => {
    const { engine } = everyFact();
    const checkpoint = engine.checkpoint();
    const before = JSON.stringify(checkpoint);
    accepted(engine.advanceTo(yearsLater(engine, 1)));
    expect(JSON.stringify(checkpoint)).toBe(before);
  });

  it('is followed by what the log has behind it', () => {
    const { engine, settings, at } = everyFact();
    const checkpoint = engine.checkpoint();
    at('2021-03-01T00:00:00Z');
    const [restored, replayed] = [again(engine, { checkpoint }), again(engine, { settings })];
    expectSameState(restored.state, replayed.state);
    expect(restored.now()).toBe('2021-03-01T00:00:00.000Z');
    expect(restored.seq()).toBe(engine.seq());
  });

  it('of another history is refused', () => {
    const { engine } = everyFact();
    const checkpoint = engine.checkpoint();
    const restore = (log: EventLog) => () => createEngine({ log, checkpoint });
    const entries = engine.log.entries();
    expect(restore(memoryLog(entries.slice(0, -1)))).toThrow(UnreadableHistory);
    expect(restore(memoryLog([...entries, ...entries.slice(0, 1)]))).toThrow(
      `fact 1 stands where fact ${engine.seq() + 1} belongs`,
    );
  });
});

it('a checkpoint that does not know a setting yet leaves it as the world began with it', () => {
  const { engine } = everyFact();
  const checkpoint = engine.checkpoint();
  const settings = checkpoint.sections.settings.map(({ 'ops.notStarted': _, ...known }) => known as Settings);
  const log = memoryLog(engine.log.entries());
  const later = createEngine({
    log,
    checkpoint: { ...checkpoint, sections: { ...checkpoint.sections, settings } },
  });
  expect(later.state.settings).toEqual(engine.state.settings);
});

describe('the history of a world that started from a checkpoint', () => {
  /** A restored engine, and the places from which its log was read since. */
  function restored() {
    const { engine } = everyFact();
    const readFrom: number[] = [];
    const log = memoryLog(engine.log.entries());
    const watched: EventLog = {
      ...log,
      length: log.length,
      entries: (from = 0) => {
        readFrom.push(from);
        return log.entries(from);
      },
    };
    const [checkpoint, known] = [engine.checkpoint(), engine.seq()];
    const later = createEngine({ log: watched, checkpoint });
    return { later, known, readFrom, facts: engine.events() };
  }

  it('is counted, run and told on without a look at what lies before', () => {
    const { later, known, readFrom } = restored();
    const done = accepted(later.advanceTo(yearsLater(later, 1)));
    expect(later.seq()).toBe(known + done.length);
    expect(later.events(known)).toEqual(done);
    expect(later.events(known + 1)).toEqual(done.slice(1));
    expect(later.events(later.seq())).toEqual([]);
    expect(later.events(later.seq() + 5)).toEqual([]);
    expect(readFrom).toEqual([later.log.length]);
  });

  it('is read from the log when somebody asks for it', () => {
    const { later, known, readFrom, facts } = restored();
    const done = accepted(later.advanceTo(yearsLater(later, 1)));
    expect(later.events()).toEqual([...facts, ...done]);
    for (const after of [0, 1, known - 1])
      expect(later.events(after)).toEqual([...facts, ...done].slice(after));
    expect(readFrom.slice(1)).toEqual([0, 0, 1, known - 1]);
  });
});

describe('events', () => {
  it('are all at hand in a world without a checkpoint, and copied for whoever asks for the latest', () => {
    const { engine } = aStory();
    expect(engine.events()).toBe(engine.events());
    const latest = engine.events(0);
    accepted(engine.advanceTo(yearsLater(engine, 1)));
    expect(latest.length).toBeLessThan(engine.events().length);
  });
});
