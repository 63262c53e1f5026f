import type { SettingValue } from '@marketsim/core';
import { InvalidArgumentError } from 'commander';

const literal = (text: string): SettingValue => {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^-?\d+$/.test(text)) return Number(text);
  return text;
};

/** Collects `--set id=value`; a list is written with commas. Whether value and id fit is the simulator's to say. */
export function collectSetting(
  text: string,
  before: Readonly<Record<string, SettingValue>> = {},
): Readonly<Record<string, SettingValue>> {
  const split = text.indexOf('=');
  if (split < 1) throw new InvalidArgumentError('Write it as id=value, such as invoice.day=10.');
  const [id, value] = [text.slice(0, split), text.slice(split + 1)];
  return { ...before, [id]: value.includes(',') ? value.split(',') : literal(value) };
}
