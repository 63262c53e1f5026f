import assert from 'node:assert/strict';
import type { HTMLElement } from 'node-html-parser';
import { controlOf, type Page, wordsOf } from './page.ts';

/** The page's heading. */
export function headingOf({ main }: Page): string {
  const heading = main.querySelector('h1');
  assert.ok(heading, `no heading; the page says: ${wordsOf(main)}`);
  return wordsOf(heading);
}

/** What the page shows as name and value, such as `Plan` and `standard`. */
export function detailsOn({ main }: Page): Readonly<Record<string, string>> {
  const values = main.querySelectorAll('dd');
  return Object.fromEntries(
    main.querySelectorAll('dt').map((name, index) => {
      const value = values[index];
      return [wordsOf(name), value ? wordsOf(value) : ''];
    }),
  );
}

/** The stage of the setup that is open now, such as `1. Company`; empty on a page without stages. */
export function stageOn({ main }: Page): string {
  const current = main.querySelector('[aria-current=step]');
  return current ? wordsOf(current) : '';
}

/** The section under a heading, such as `Licence desk`; undefined when there is none. */
export const sectionOn = ({ main }: Page, heading: string): HTMLElement | undefined =>
  main.querySelectorAll('section').find((section) => {
    const title = section.querySelector('h2');
    return title !== null && wordsOf(title) === heading;
  });

/** A step as the page shows it. */
interface ShownStep {
  readonly step: string;
  /** partner, customer or publisher. */
  readonly whose: string;
  /** The button beside it, or the mark. */
  readonly standing: string;
}

/** Whose a step is, by the page's words: `To be done by us`, `To be done by the customer, ana@northwind.example`. */
function whose(words: string): string {
  const who = /To be done by (us|the partner|the customer)\b/.exec(words)?.[1];
  assert.ok(who, `it does not say whose step it is: ${words}`);
  return who === 'us' ? 'publisher' : who.replace('the ', '');
}

const partOf = (entry: HTMLElement, selector: string): string => {
  const part = entry.querySelector(selector);
  return part ? wordsOf(part) : '';
};

/** The steps that the page lists, in their order. */
export const stepsOn = ({ main }: Page): readonly ShownStep[] =>
  main.querySelectorAll('ul.steps li').map((entry) => ({
    step: partOf(entry, 'strong'),
    whose: whose(wordsOf(entry)),
    standing: partOf(entry, '.tag') || partOf(entry, 'button'),
  }));

/** What is wrong with a field, as the page says it beside the field; empty when nothing is. */
export function faultOf(page: Page, label: string): string {
  const control = controlOf(page, label);
  if (control.getAttribute('aria-invalid') !== 'true') return '';
  const named = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
  const faults = named.flatMap((id) => page.main.querySelectorAll(`#${id}.error`));
  return faults.map(wordsOf).join(' ');
}
