const monthNames = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });

/** What goes behind the refusal of a date that its month does not have: `; February 2026 has 28 days`, or nothing. */
export function noSuchDay(value: unknown): string {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})/.exec(String(value)) ?? [];
  if (year === undefined || Number(day) === 0) return '';
  const last = new Date(Date.UTC(Number(year), Number(month), 0));
  if (Number(day) <= last.getUTCDate()) return '';
  return `; ${monthNames.format(last)} ${year} has ${last.getUTCDate()} days`;
}
