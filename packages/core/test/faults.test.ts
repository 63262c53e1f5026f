import { describe, expect, it } from 'vitest';
import { type CommandOf, createEngine, isOn, memoryLog } from '../src/index.ts';
import { publisher } from './support/fixtures.ts';
import { accepted, aStory, refusal, type Story } from './support/story.ts';

function switchOn(story: Story, more: Partial<CommandOf<'SwitchOnFault'>> = {}): string {
  const events = accepted(story.run({ type: 'SwitchOnFault', name: 'F03', ...more }));
  const on = events.find((event) => event.type === 'FaultSwitchedOn');
  if (!on) throw new Error('nothing was switched on');
  return on.fault.id;
}

const meet = ({ run }: Story, faultId: string, subject: string): boolean =>
  accepted(run({ type: 'MeetFault', faultId, subject })).some(
    (event) => event.type === 'FaultMet' && event.isStruck,
  );

const meetings = (story: Story, faultId: string, subject: string): readonly boolean[] =>
  Array.from({ length: 40 }, () => meet(story, faultId, subject));

describe('faults', () => {
  it('FLT-01: the same world meets the same fault in the same way, whatever other subjects do meanwhile', () => {
    const [one, other] = [aStory(), aStory()];
    const [faultId, same] = [one, other].map((story) => switchOn(story, { probability: 0.5 }));
    expect(same).toBe(faultId);
    const mixed = meetings(one, faultId ?? '', 'a').map((isStruck) => {
      meet(one, faultId ?? '', 'b');
      return isStruck;
    });
    expect(meetings(other, faultId ?? '', 'a')).toEqual(mixed);
    expect(meetings(other, faultId ?? '', 'b')).not.toEqual(mixed);
    expect(new Set(mixed)).toEqual(new Set([true, false]));
  });

  it('FLT-01: another seed draws otherwise', () => {
    const draws = [1, 2].map((seed) => {
      const story = aStory({ seed });
      return meetings(story, switchOn(story, { probability: 0.5 }), 'a');
    });
    expect(draws[0]).not.toEqual(draws[1]);
  });

  it('FLT-02: a fault with a count strikes so often, a replay in between or not', () => {
    const log = memoryLog();
    const story = aStory({ log });
    const faultId = switchOn(story, { count: 2, scope: { publisherId: publisher.id, route: 'S1' } });
    expect(meet(story, faultId, 'a')).toBe(true);
    const again = createEngine({
      log: memoryLog(log.entries()),
      seed: story.engine.seed,
      world: story.engine.world,
    });
    expect(again.state.faults).toEqual(story.engine.state.faults);
    accepted(again.execute({ type: 'MeetFault', faultId, subject: 'a' }));
    const fault = again.state.faults.get(faultId);
    expect([fault?.struck, fault && isOn(fault)]).toEqual([2, false]);
    expect([...again.state.faultsOn.keys()]).toEqual([]);
    const third = again.execute({ type: 'MeetFault', faultId, subject: 'a' });
    expect(refusal(third)).toEqual({ code: 'faultNotFound', faultId });
  });

  it('a fault is switched off once, and others stay on', () => {
    const story = aStory();
    const [faultId, other] = [switchOn(story), switchOn(story)];
    accepted(story.run({ type: 'SwitchOffFault', faultId }));
    expect([...story.engine.state.faultsOn.keys()]).toEqual([other]);
    const repeated = story.run({ type: 'SwitchOffFault', faultId });
    expect(refusal(repeated)).toEqual({ code: 'faultNotFound', faultId });
  });

  it.each([
    [{ count: 0 }, 'faultInvalid'],
    [{ count: 1.5 }, 'faultInvalid'],
    [{ probability: 0 }, 'faultInvalid'],
    [{ probability: 1.01 }, 'faultInvalid'],
    [{ probability: Number.NaN }, 'faultInvalid'],
    [{ scope: { publisherId: 'nobody' } }, 'publisherNotFound'],
    [{ scope: { subscriptionId: 'nothing' } }, 'subscriptionNotFound'],
  ])('%j is refused as %s and switches nothing on', (more, code) => {
    const story = aStory();
    expect(refusal(story.run({ type: 'SwitchOnFault', name: 'F03', ...more })).code).toBe(code);
    expect(story.engine.state.faults.size).toBe(0);
  });
});
