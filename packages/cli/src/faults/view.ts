import { z } from 'zod';
import { table } from '../text/table.ts';
import { folded } from './folded.ts';

const told = { title: z.string(), symptom: z.string(), correct: z.string(), source: z.string() };

/** A pitfall of the list. */
const pitfallReply = z.looseObject({
  id: z.string(),
  kind: z.enum(['fault', 'state', 'mistake']),
  does: z.string().optional(),
  ...told,
});

export const pitfallsReply = z.looseObject({
  pitfalls: z.array(pitfallReply),
  faults: z.array(z.looseObject({ name: z.string(), does: z.string() })),
});

/** A fault that was switched on; what is told of it is missing for those that belong to no pitfall. */
export const faultReply = z.looseObject({
  id: z.string(),
  name: z.string(),
  does: z.string(),
  isOn: z.boolean(),
  struck: z.int(),
  publisherId: z.string().optional(),
  subscriptionId: z.string().optional(),
  route: z.string().optional(),
  count: z.int().optional(),
  probability: z.number(),
  parameters: z.record(z.string(), z.unknown()),
  title: z.string().optional(),
  symptom: z.string().optional(),
  correct: z.string().optional(),
  source: z.string().optional(),
});

export const faultsReply = z.looseObject({ faults: z.array(faultReply) });

const exchangeReply = z.looseObject({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  sent: z.unknown().optional(),
  status: z.int().optional(),
  body: z.unknown().optional(),
});

/** A world that was prepared, with what was done there. */
export const preparedReply = z.looseObject({
  pitfall: pitfallReply,
  world: z.looseObject({ name: z.string(), now: z.string() }),
  shown: z.array(exchangeReply),
});

export type Pitfall = z.output<typeof pitfallReply>;
type Pitfalls = z.output<typeof pitfallsReply>;
type Fault = z.output<typeof faultReply>;
type Exchange = z.output<typeof exchangeReply>;

const howOf = { fault: 'fault', state: 'prepared state', mistake: 'client mistake' } as const;

/** Everything that can be switched on, prepared or made. */
export const pitfallsText = ({ pitfalls, faults }: Pitfalls): string =>
  [
    table(pitfalls, [
      { head: 'PITFALL', cell: ({ id }) => id },
      { head: 'HOW', cell: ({ kind }) => howOf[kind] },
      { head: 'WHAT', cell: ({ title }) => title },
    ]),
    '',
    table(faults, [
      { head: 'FAULT', cell: ({ name }) => name },
      { head: 'WHAT IT DOES', cell: ({ does }) => does },
    ]),
  ].join('\n');

function scopeOf({ publisherId, subscriptionId, route, count, probability, parameters }: Fault): string {
  const words = [
    ...(publisherId ? [`publisher ${publisherId}`] : []),
    ...(subscriptionId ? [`subscription ${subscriptionId}`] : []),
    ...(route ? [`at ${route}`] : []),
    ...(count ? [`${count} ${count === 1 ? 'time' : 'times'}`] : []),
    ...(probability < 1 ? [`with probability ${probability}`] : []),
    ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`),
  ];
  return words.join(', ') || 'whenever it can';
}

/** The faults that are on. */
export const faultsText = ({ faults }: z.output<typeof faultsReply>): string =>
  faults.length === 0
    ? 'no fault is on'
    : table(faults, [
        { head: 'FAULT', cell: ({ name }) => name },
        { head: 'STRUCK', align: 'right', cell: ({ struck }) => String(struck) },
        { head: 'WHERE', cell: scopeOf },
        { head: 'ID', cell: ({ id }) => id },
      ]);

const guide = (rows: readonly (readonly [string, string | undefined])[]): readonly string[] =>
  rows.flatMap(([head, text]) => (text === undefined ? [] : [`  ${head.padEnd(8)}  ${text}`]));

/** A fault that has just been switched on: what it does, what to expect, and what a correct client does. */
export const onText = (fault: Fault): string =>
  [
    `${fault.name} is on${fault.title ? `: ${fault.title}` : ''}`,
    ...guide([
      ['does', fault.does],
      ['strikes', scopeOf(fault)],
      ['expect', fault.symptom],
      ['correct', fault.correct],
      ['source', fault.source && sourceText(fault.source)],
      ['end', `marketsim fault off ${fault.name}`],
    ]),
  ].join('\n');

const indented = (value: unknown): string => folded(value).replaceAll(/^/gm, '      ');

const exchangeLines = ({ method, path, headers = {}, sent, status, body }: Exchange): readonly string[] => [
  path === 'webhook'
    ? `  webhook, ${status === undefined ? 'not answered' : `answered ${status}`}`
    : `  ${method} ${path}`,
  ...Object.entries(headers).map(([name, value]) => `      ${name}: ${value}`),
  ...(sent === undefined ? [] : [indented(sent)]),
  ...(path === 'webhook' ? [] : [`    ${status ?? 'no answer'}`]),
  ...(body === undefined ? [] : [indented(body)]),
];

/** Chapters of the references, with where it is told which these are. */
const sourceText = (source: string): string =>
  /\b(?:SF|PC|RB) \d/.test(source) ? `${source} (docs/README.md, Sources)` : source;

type Prepared = z.output<typeof preparedReply>;

const guideOf = ({ pitfall, world }: Prepared): readonly string[] =>
  guide([
    ['expect', pitfall.symptom],
    ['correct', pitfall.correct],
    ['source', sourceText(pitfall.source)],
    ['go on', `--world ${world.name}, bearer dev-publisher@${world.name}`],
    ['remove', `marketsim world delete ${world.name}`],
  ]);

const callLine = ({ method, path, status }: Exchange): string =>
  path === 'webhook' ? `webhook: ${status ?? 'no answer'}` : `${method} ${path}: ${status ?? 'no answer'}`;

/** The same in short for who wanted to switch it on: what was made instead, and the calls without their bodies. */
export function insteadText(prepared: Prepared): string {
  const { pitfall, world, shown } = prepared;
  const cannot = `a ${howOf[pitfall.kind]} cannot be switched on`;
  return [
    `made world ${world.name}: ${cannot}`,
    ...guide([
      [pitfall.id, pitfall.title],
      ...shown.map((exchange) => ['call', callLine(exchange)] as const),
    ]),
    ...guideOf(prepared),
    ...guide([['bodies', `marketsim logs --world ${world.name}`]]),
  ].join('\n');
}

/** A world that was prepared, and the calls that show the pitfall in it. */
export const preparedText = (prepared: Prepared): string =>
  [
    `${prepared.pitfall.id} in world ${prepared.world.name}: ${prepared.pitfall.title}`,
    ...prepared.shown.flatMap(exchangeLines),
    ...guideOf(prepared),
  ].join('\n');
