import { after, lengthOf } from '../../calendar.ts';
import { publishers } from '../../world/publishers.ts';
import type { EffectId } from '../cells.ts';
import { becomes, type Effected, type Situation } from '../effect.ts';
import { isOfSandbox, type Modelled, type OpenQuestion } from '../modelled.ts';

export type Asked = Omit<OpenQuestion, 'deadline' | 'heard'>;

/** Opens a change and waits for its publisher, or makes it at once when nobody is to be asked (QTY-08). */
export function ask(
  x: Modelled,
  asked: Asked,
  {
    situation,
    opens,
    apply,
  }: {
    readonly situation: Situation;
    readonly opens: EffectId;
    readonly apply: (x: Modelled, asked: Asked) => Effected;
  },
): Effected {
  const { webhookUrl, answersOperations } = publishers[x.publisher];
  const { now, settings } = situation;
  const open = (setting: 'op.deliveryTimeout' | 'op.ackTimeout', heard: boolean): Effected =>
    becomes(opens, { ...x, open: { ...asked, heard, deadline: after(now, lengthOf(settings[setting])) } });
  if (webhookUrl !== undefined && !isOfSandbox(x)) return open('op.deliveryTimeout', false);
  return answersOperations && !asked.own ? open('op.ackTimeout', true) : apply(x, asked);
}

/** A subscription that waits for nobody. */
export const answered = ({ open: _, ...x }: Modelled): Modelled => x;
