import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { epochMs, instant, toDecimal } from '@marketsim/core';
import type { Booked, Result } from '../result.ts';

/** What the ledger of a scenario comes to over time in one currency: seconds since 1970, and the sum so far. */
export interface Balance {
  readonly currency: string;
  readonly at: readonly number[];
  readonly sum: readonly number[];
}

const secondsOf = ({ at }: Pick<Booked, 'at'>): number => epochMs(instant(at)) / 1000;

/**
 * One balance for each currency, up to the end of the story; lines of one instant are one point. None for a story of one
 * instant, over which nothing could be drawn.
 */
export function balancesOf({ booked, told }: Pick<Result, 'booked' | 'told'>): readonly Balance[] {
  const [first, last] = [told.at(0), told.at(-1)];
  if (!first || !last || first.at === last.at) return [];
  return [...Map.groupBy(booked, ({ currency }) => currency)].map(([currency, lines]) => {
    const points = new Map<number, number>();
    let sum = 0;
    for (const line of lines) {
      sum += line.minor;
      points.set(secondsOf(line), toDecimal(sum, currency));
    }
    points.set(secondsOf(last), toDecimal(sum, currency));
    return { currency, at: [...points.keys()], sum: [...points.values()] };
  });
}

const require = createRequire(import.meta.url);

/** The chart library, to stand inside of a page that needs no network. */
export async function chartLibrary(): Promise<{ readonly script: string; readonly style: string }> {
  const [script, style] = await Promise.all([
    readFile(require.resolve('uplot/dist/uPlot.iife.min.js'), 'utf8'),
    readFile(require.resolve('uplot/dist/uPlot.min.css'), 'utf8'),
  ]);
  return { script, style };
}

/** Draws every balance of the page as steps, in the colours of the page and as wide as it is. Runs in a browser. */
export const drawCharts = `
for (const place of document.querySelectorAll('.chart')) {
  const { currency, at, sum } = JSON.parse(place.querySelector('script').textContent);
  const ink = getComputedStyle(place).color;
  const axis = { stroke: ink, grid: { stroke: '#8883' }, ticks: { stroke: '#8883' } };
  const money = new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'code' });
  // Without a pointer over it, the legend tells how it ended.
  const ended = (values) => (plot, value, series, i) => values(i ?? at.length - 1);
  const size = () => ({ width: place.clientWidth, height: 220 });
  const plot = new uPlot({
    ...size(),
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), 'Etc/UTC'),
    axes: [axis, { ...axis, size: 80, label: 'ledger, ' + currency }],
    series: [{ label: 'UTC', value: ended((i) => new Date(at[i] * 1e3).toISOString().slice(0, 16).replace('T', ' ')) }, {
      label: 'ledger', value: ended((i) => money.format(sum[i])),
      stroke: '#0969da', fill: '#0969da22', width: 2, points: { show: true },
      paths: uPlot.paths.stepped({ align: 1 }),
    }],
  }, [at, sum], place);
  new ResizeObserver(() => plot.setSize(size())).observe(place);
}
`;
