import assert from 'node:assert/strict';
import { type HTMLElement, parse } from 'node-html-parser';

/** A web page in front of somebody. */
export interface Page {
  readonly url: string;
  readonly status: number;
  /** What stands on it, without its frame. */
  readonly main: HTMLElement;
}

const read = async (response: Response): Promise<Page> => {
  const main = parse(await response.text()).querySelector('main');
  assert.ok(main, `${response.url} answered ${response.status} without a page`);
  return { url: response.url, status: response.status, main };
};

/** Opens an address as a browser does in which nobody has signed in: no token and no cookie goes along. */
export const openPage = async (url: string): Promise<Page> => read(await fetch(url));

/** An element's words on one line. */
export const wordsOf = (element: HTMLElement): string =>
  element.structuredText.replaceAll(/\s+/g, ' ').trim();

/** What a person or a screen reader calls a button. */
const nameOf = (button: HTMLElement): string => button.getAttribute('aria-label') ?? wordsOf(button);

/** The names of all buttons on the page. */
export const buttonsOn = ({ main }: Page): readonly string[] => main.querySelectorAll('button').map(nameOf);

/** The control with a label. */
export function controlOf({ main }: Page, label: string): HTMLElement {
  const found = main.querySelectorAll('label').find((each) => wordsOf(each) === label);
  assert.ok(found, `no field "${label}"; the page says: ${wordsOf(main)}`);
  const control = main.querySelector(`#${found.getAttribute('for')}`);
  assert.ok(control, `the label "${label}" belongs to no field`);
  return control;
}

const contentOf = (control: HTMLElement): string =>
  control.tagName === 'TEXTAREA' ? control.text.replace(/^\r?\n/, '') : (control.getAttribute('value') ?? '');

function buttonNamed(page: Page, name: string): HTMLElement {
  const [button, ...others] = page.main.querySelectorAll('button').filter((each) => nameOf(each) === name);
  assert.ok(button, `no button "${name}"; there are: ${buttonsOn(page).join(', ') || 'none'}`);
  assert.equal(others.length, 0, `several buttons "${name}"`);
  return button;
}

/** Fills in fields by their labels and presses a button; what comes back is the next page. */
export async function press(
  page: Page,
  button: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const pressed = buttonNamed(page, button);
  const form = pressed.closest('form');
  assert.ok(form, `the button "${button}" belongs to no form`);
  const filled = new Map<string | undefined, string>(
    Object.entries(fields).map(([label, value]) => [controlOf(page, label).getAttribute('name'), value]),
  );
  const body = new URLSearchParams();
  for (const control of form.querySelectorAll('input, textarea')) {
    const name = control.getAttribute('name');
    if (name !== undefined) body.append(name, filled.get(name) ?? contentOf(control));
  }
  const own = pressed.getAttribute('name');
  if (own !== undefined) body.append(own, pressed.getAttribute('value') ?? '');
  const action = new URL(form.getAttribute('action') ?? '', page.url);
  return read(await fetch(action, { method: form.getAttribute('method') ?? 'get', body }));
}
