import { html, type Markup } from './html.ts';
import { style } from './style.ts';

/** A whole page. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly lead?: string;
  readonly body: Markup;
  readonly width?: 'wide';
}

const inlineStyle: Markup = { markup: `<style>${style}</style>` };

/** The page as an HTML document, with `owner` as the name of whose site it is. */
export function document({ title, lead, body, width }: Page, owner: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${owner}</title>
<link rel="icon" href="data:,">
${inlineStyle}
</head>
<body${width ? html` class="wide"` : undefined}>
<a class="skip" href="#main">Skip to content</a>
<header><div><strong>${owner}</strong><span>Mock publisher of a local marketplace</span></div></header>
<main id="main">
<h1>${title}</h1>
${lead ? html`<p class="lead">${lead}</p>` : undefined}
${body}
</main>
<footer><p>A test service: nothing here is bought or billed for real.</p></footer>
</body>
</html>
`.markup;
}

/** A boxed message; a bad one is announced at once. */
export const note = (kind: 'good' | 'bad' | 'plain', text: string): Markup =>
  html`<div class="note ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}"><p>${text}</p></div>`;
