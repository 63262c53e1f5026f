import { settleWhatIsDue } from '../billing/settle.ts';
import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';
import { settingIdOf, settingMisfit } from './registry.ts';
import type { SettingValue } from './setting.ts';

/** Changes one knob of the world, by id or alias; what rules captured before stays as it was. */
export interface ChangeSetting {
  readonly type: 'ChangeSetting';
  readonly name: string;
  readonly value: SettingValue;
}

export function changeSetting({ name, value }: ChangeSetting, context: Context): Decision {
  const setting = settingIdOf(name);
  if (!setting) return reject({ code: 'settingUnknown', name });
  const expected = settingMisfit(setting, value);
  if (expected !== undefined) return reject({ code: 'settingInvalid', name, expected });
  const paysNow = setting === 'payments' && value === 'auto';
  const payments = paysNow ? settleWhatIsDue(context) : [];
  return accept([{ type: 'SettingChanged', setting, value }, ...payments]);
}
