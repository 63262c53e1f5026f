const letters: Readonly<Record<string, string>> = {
  se: 'T#S',
  mi: 'T#M',
  ho: 'T#H',
  ti: 'T#H',
  da: '#D',
  mo: '#M',
  må: '#M',
  ye: '#Y',
  år: '#Y',
};

/** A span of time in words of either language as ISO 8601 spells it. */
export function isoDuration(words: string): string {
  const [count = '', unit = ''] = words.split(' ');
  return `P${letters[unit.slice(0, 2)]?.replace('#', count)}`;
}
