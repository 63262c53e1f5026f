import { describe, expect, it } from 'vitest';
import { needsAttention, type Step, stateOf, statusView } from '../src/index.ts';
import { accepted, aStory, refusal, refused, type Story } from './support/story.ts';

const setup: readonly Step[] = [
  { name: 'companyForm', owner: 'partner', before: 'activation' },
  { name: 'consent', owner: 'customer', before: 'activation' },
  { name: 'provisioning', owner: 'publisher', before: 'activation' },
];
const done = (name: string) => ({ type: 'CompleteStep', name }) as const;
const assign = { type: 'AssignLicenses', count: 10 } as const;
const confirm = { type: 'ConfirmActivation' } as const;
const exportData: Step = { name: 'exportData', owner: 'customer', before: 'cancel' };
const column = (story: Story, id: string): string =>
  statusView(story.subscription(id), story.engine.state.settings).column;

describe('ACT-08, ACT-09: setup steps', () => {
  it('hold licences back until partner and customer have done theirs', () => {
    const story = aStory({ publisher: { steps: setup } });
    const id = story.buy('FX-M', 10);
    expect(refusal(story.change(id, assign))).toEqual({
      code: 'stepsOpen',
      change: 'AssignLicenses',
      steps: ['companyForm', 'consent'],
    });
    expect(column(story, id)).toBe('Action Needed');
    accepted(story.change(id, done('companyForm'), done('consent')));
    expect(column(story, id)).toBe('Pending');
    accepted(story.change(id, assign, confirm));
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('hold back an activation that implies the licences', () => {
    const story = aStory({ publisher: { steps: setup, reportsLicenseAssignment: false } });
    const id = story.buy('FX-M', 10);
    expect(refused(story.change(id, confirm))).toBe('stepsOpen');
    accepted(story.change(id, done('companyForm'), done('consent'), confirm));
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('are done once, and must be known', () => {
    const story = aStory({ publisher: { steps: setup } });
    const id = story.buy('FX-M', 10);
    accepted(story.change(id, done('consent')));
    expect(accepted(story.change(id, done('consent')))).toEqual([]);
    expect(refused(story.change(id, done('nothing')))).toBe('stepNotFound');
  });
});

describe('CAN-10, QTY-18: steps before a change', () => {
  const active = (...steps: Step[]) => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    story.activate(id);
    for (const step of steps) accepted(story.change(id, { type: 'RequireStep', step }));
    return { story, id };
  };

  it('INV-07, INV-49: an open one refuses cancelling, marks the status, and changes nothing', () => {
    const { story, id } = active(exportData);
    expect([column(story, id), needsAttention(story.subscription(id))]).toEqual(['Action Needed', true]);
    const before = story.subscription(id);
    expect(refusal(story.change(id, { type: 'Cancel' }))).toMatchObject({
      code: 'stepsOpen',
      steps: ['exportData'],
    });
    expect(story.subscription(id)).toBe(before);
    accepted(story.change(id, done('exportData')));
    expect(column(story, id)).toBe('Active');
    expect(story.lines(id)).toHaveLength(1);
  });

  it.each([
    ['2020-07-15T09:55:00Z', 'CA'],
    ['2020-07-15T10:05:00Z', 'EN'],
  ])('the window is judged when the step is done, at %s', (at, state) => {
    const { story, id } = active(exportData);
    expect(refused(story.change(id, { type: 'Cancel' }))).toBe('stepsOpen');
    accepted(story.at(at).change(id, done('exportData'), { type: 'Cancel' }));
    expect(stateOf(story.subscription(id))).toBe(state);
  });

  it('also in a trial and while suspended', () => {
    const story = aStory();
    const trial = story.buy('FX-T', 1);
    story.activate(trial);
    accepted(story.change(trial, { type: 'RequireStep', step: exportData }));
    expect(refused(story.change(trial, { type: 'Cancel' }))).toBe('stepsOpen');
    const { story: other, id } = active(exportData);
    accepted(other.change(id, { type: 'Suspend' }));
    expect(refused(other.change(id, { type: 'Cancel' }))).toBe('stepsOpen');
  });

  it('QTY-18: a step before the quantity holds that alone', () => {
    const { story, id } = active({ name: 'audit', owner: 'publisher', before: 'quantity' });
    expect(refused(story.change(id, { type: 'SetQuantity', quantity: 11 }))).toBe('stepsOpen');
    expect(needsAttention(story.subscription(id))).toBe(false);
    accepted(story.change(id, { type: 'SetNickname', friendlyName: 'still possible' }));
    accepted(story.change(id, { type: 'Cancel' }));
  });

  it('each name is used once', () => {
    const { story, id } = active(exportData);
    expect(refused(story.change(id, { type: 'RequireStep', step: exportData }))).toBe('idTaken');
  });

  it('CAN-11: a purchase that is not activated can be cancelled all the same', () => {
    const story = aStory({ publisher: { steps: [exportData] } });
    const id = story.buy('FX-M', 10);
    accepted(story.change(id, { type: 'Cancel' }));
    expect(stateOf(story.subscription(id))).toBe('CA');
  });
});
