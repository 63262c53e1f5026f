import { describe, expect, it } from 'vitest';
import { accepted, aStory } from './support/story.ts';

describe('a world where some settings are others', () => {
  it('shows them, and for the rest what the world has, now and later', () => {
    const { engine } = aStory();
    const view = engine.under({ 'patch.locked': '409' });
    accepted(engine.execute({ type: 'ChangeSetting', name: 'ops.unknown', value: '400' }));
    expect(engine.state.settings).toMatchObject({ 'patch.locked': '400', 'ops.unknown': '400' });
    expect(view.state.settings).toEqual({ ...engine.state.settings, 'patch.locked': '409' });
    expect(view.state.subscriptions).toBe(engine.state.subscriptions);
  });

  it('has its commands go by them, which become part of the one history', () => {
    const { engine, buy } = aStory({ publisher: { reportsLicenseAssignment: false } });
    const [put, other] = [buy('FX-M', 10), buy('FX-M', 10)];
    const view = engine.under({ 'activation.delay': 'PT180S', 'activation.outcome': 'fail' });
    const changes = [{ type: 'ConfirmActivation' }] as const;
    accepted(view.execute({ type: 'ChangeSubscription', subscriptionId: put, changes }));
    accepted(engine.execute({ type: 'ChangeSubscription', subscriptionId: other, changes }));
    const phaseOf = (id: string) => engine.state.subscriptions.get(id)?.phase;
    expect([phaseOf(put), phaseOf(other)]).toEqual(['pending', 'running']);
    accepted(engine.advanceTo(engine.nextDueAt() ?? engine.now()));
    expect([phaseOf(put), phaseOf(other)]).toEqual(['ended', 'running']);
  });

  it('can be asked what a command would lead to', () => {
    const { engine, buy } = aStory();
    const id = buy('FX-M', 10);
    const changes = [{ type: 'ConfirmActivation', planId: 'none' }] as const;
    const command = { type: 'ChangeSubscription', subscriptionId: id, changes } as const;
    expect(engine.check(command).ok).toBe(true);
    expect(engine.under({ 'activation.body': 'validate' }).check(command).ok).toBe(false);
  });

  it('lets several changes come together, each on what those before it made of the ledger', () => {
    const { engine, buy, activate } = aStory();
    const id = buy('FX-M', 10);
    activate(id);
    const changes = [
      { type: 'SetQuantity', quantity: 12 },
      { type: 'SetAutoRenew', autoRenew: false },
    ] as const;
    const command = { type: 'ChangeSubscription', subscriptionId: id, changes } as const;
    expect(accepted(engine.under({}).check(command))).toEqual(accepted(engine.check(command)));
    accepted(engine.under({}).execute(command));
    expect(engine.state.subscriptions.get(id)).toMatchObject({ quantity: 12, autoRenew: false });
  });
});
