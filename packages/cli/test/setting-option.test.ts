import { InvalidArgumentError } from 'commander';
import { expect, it } from 'vitest';
import { collectSetting } from '../src/options/setting.ts';

it('collects settings of every kind, later ones last', () => {
  const texts = [
    'invoice.day=10',
    'mpn.strictState=true',
    'cart.ttl=PT15M',
    'terms.allowed=P1M/monthly,P1Y/annual',
  ];
  expect(
    texts.reduce<ReturnType<typeof collectSetting>>((all, text) => collectSetting(text, all), {}),
  ).toEqual({
    'invoice.day': 10,
    'mpn.strictState': true,
    'cart.ttl': 'PT15M',
    'terms.allowed': ['P1M/monthly', 'P1Y/annual'],
  });
});

it.each(['invoice.day', '=10'])('%s is no setting', (text) => {
  expect(() => collectSetting(text, {})).toThrow(InvalidArgumentError);
});
