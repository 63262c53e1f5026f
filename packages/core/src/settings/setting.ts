import { durationMs } from '../time.ts';

interface Described {
  /** One line for people: what it changes. */
  readonly description: string;
  /** The rule id or reference section it comes from. */
  readonly source: string;
  /** Other names by which it may be set. */
  readonly aliases?: readonly string[];
}

/** An exact length of time, ISO 8601 text without years and months. */
export interface DurationSetting extends Described {
  readonly kind: 'duration';
  readonly default: string;
}

/** One of a few texts. */
export interface ChoiceSetting<V extends string = string> extends Described {
  readonly kind: 'choice';
  readonly values: readonly V[];
  readonly default: V;
}

export interface FlagSetting extends Described {
  readonly kind: 'flag';
  readonly default: boolean;
}

/** A text of a certain form. */
export interface TextSetting extends Described {
  readonly kind: 'text';
  /** A regular expression for the whole of it. */
  readonly pattern: string;
  /** The form in words, behind "must be". */
  readonly shape: string;
  readonly default: string;
}

/** A whole number within bounds. */
export interface IntegerSetting extends Described {
  readonly kind: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

/** A list of texts, each one of a few. */
export interface ListSetting<V extends string = string> extends Described {
  readonly kind: 'list';
  readonly values: readonly V[];
  readonly default: readonly V[];
}

export type Setting =
  | DurationSetting
  | ChoiceSetting
  | FlagSetting
  | TextSetting
  | IntegerSetting
  | ListSetting;

/** The type of a setting's value. */
export type ValueOf<S extends Setting> =
  S extends ChoiceSetting<infer V> ? V : S extends ListSetting<infer V> ? readonly V[] : S['default'];

/** Any value a setting can have: JSON. */
export type SettingValue = string | number | boolean | readonly string[];

export const duration = (text: string, described: Described): DurationSetting => ({
  kind: 'duration',
  default: text,
  ...described,
});

export const choice = <const V extends string>(
  values: readonly [V, ...V[]],
  described: Described,
): ChoiceSetting<V> => ({ kind: 'choice', values, default: values[0], ...described });

export const flag = (value: boolean, described: Described): FlagSetting => ({
  kind: 'flag',
  default: value,
  ...described,
});

export const text = (
  value: string,
  described: Described & Pick<TextSetting, 'pattern' | 'shape'>,
): TextSetting => ({ kind: 'text', default: value, ...described });

export const integer = (
  value: number,
  range: readonly [minimum: number, maximum: number],
  described: Described,
): IntegerSetting => ({
  kind: 'integer',
  default: value,
  minimum: range[0],
  maximum: range[1],
  ...described,
});

export const list = <const V extends string>(
  values: readonly V[],
  value: readonly NoInfer<V>[],
  described: Described,
): ListSetting<V> => ({ kind: 'list', values, default: value, ...described });

/** A hundred years: longer ones would leave the years that instants are spelled with. */
const longest = 36_500 * 86_400_000;

function isExactDuration(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return durationMs(value) >= 0 && durationMs(value) <= longest;
  } catch {
    return false;
  }
}

/** Says in words why a value does not fit a setting, or nothing when it does. */
export function misfit(setting: Setting, value: unknown): string | undefined {
  switch (setting.kind) {
    case 'duration':
      return isExactDuration(value)
        ? undefined
        : 'must be an ISO 8601 duration of days or time up to P36500D, such as PT24H';
    case 'choice':
      return setting.values.some((known) => known === value)
        ? undefined
        : `must be one of ${setting.values.join(', ')}`;
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'text':
      return typeof value === 'string' && new RegExp(setting.pattern).test(value)
        ? undefined
        : `must be ${setting.shape}`;
    case 'integer': {
      const fits =
        Number.isInteger(value) && Number(value) >= setting.minimum && Number(value) <= setting.maximum;
      return fits ? undefined : `must be a whole number from ${setting.minimum} to ${setting.maximum}`;
    }
    case 'list': {
      const fits =
        Array.isArray(value) && value.every((item) => setting.values.some((known) => known === item));
      return fits ? undefined : `must be a list of ${setting.values.join(', ')}`;
    }
  }
}
