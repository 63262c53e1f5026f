import { hash } from 'node:crypto';
import type { Reply } from '@marketsim/http';
import { html, type Markup } from './html.ts';

/** A page of the sign-in. */
interface Page {
  readonly status: number;
  readonly title: string;
  readonly body: Markup;
  /** The one script that may run. */
  readonly script?: string;
}

const style = `
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:#1d2733;background:#eef2f6}
main{max-width:30rem;margin:8vh auto 2rem;padding:1.6rem 1.8rem;background:#fff;border:1px solid #d3dce6;border-radius:10px}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .3rem}
p{margin:.2rem 0 1rem;color:#46566a;overflow-wrap:anywhere}
ul{list-style:none;margin:0 0 1rem;padding:0}li+li{margin-top:.5rem}
button{font:inherit;color:#0b5cad;background:#fff;border:1px solid #74869a;border-radius:6px;padding:.5rem 1rem;cursor:pointer}
button:hover{background:#e9f2fb}
ul button{width:100%;text-align:left;padding:.6rem .9rem}
button strong,button span{display:block;overflow-wrap:anywhere}button strong{color:#1d2733}button span{color:#46566a;font-size:.92rem}
:focus-visible{outline:3px solid #b45f00;outline-offset:2px}
[role=alert]{border-left:5px solid #b3261e;background:#fcecea;border-radius:6px;padding:.6rem .9rem;color:#1d2733}
small{color:#526276;overflow-wrap:anywhere}
`;

/** A page as a reply. It may load nothing, and no other page may frame it. */
export function pageReply({ status, title, body, script }: Page): Reply {
  const scripts = script === undefined ? '' : ` script-src 'sha256-${hash('sha256', script, 'base64')}';`;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - marketsim</title>
<link rel="icon" href="data:,">
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
${script === undefined ? undefined : { markup: `<script>${script}</script>` }}
</body>
</html>
`;
  return {
    status,
    text: document.markup,
    contentType: 'text/html; charset=utf-8',
    headers: {
      'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:;${scripts} base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
    },
  };
}
