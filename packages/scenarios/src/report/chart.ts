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

const secondsOf = ({ at }: Booked): number => epochMs(instant(at)) / 1000;

/** One balance for each currency; lines of one instant are one point. */
export function balancesOf({ booked }: Pick<Result, 'booked'>): readonly Balance[] {
  return [...Map.groupBy(booked, ({ currency }) => currency)].map(([currency, lines]) => {
    const points = new Map<number, number>();
    let sum = 0;
    for (const line of lines) {
      sum += line.minor;
      points.set(secondsOf(line), toDecimal(sum, currency));
    }
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

/** Draws every balance of the page as steps. Runs in a browser. */
export const drawCharts = `
for (const place of document.querySelectorAll('.chart')) {
  const { currency, at, sum } = JSON.parse(place.querySelector('script').textContent);
  new uPlot({
    width: place.clientWidth, height: 220,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), 'Etc/UTC'),
    axes: [{}, { size: 80, label: 'ledger, ' + currency }],
    series: [{}, {
      label: currency, stroke: '#0969da', fill: '#0969da22', width: 2, points: { show: true },
      paths: uPlot.paths.stepped({ align: 1 }),
    }],
  }, [at, sum], place);
}
`;
