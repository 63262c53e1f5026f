import express, { type Response } from 'express';
import { groupedAppends } from './grouped-appends.ts';
import type { LeanOptions } from './lean-express.ts';
import { givenOptions, ready } from './scripts.ts';

// Started by lean-express.ts: all that Express does by itself and that a JSON answer can do without is off.
const { text, appends } = await givenOptions<LeanOptions>();
const app = express().disable('x-powered-by').disable('etag');
const headers = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': Buffer.byteLength(text),
};

const answer = (response: Response): void => {
  response.writeHead(200, headers);
  response.end(text);
};

app.get('/', (_, response) => answer(response));

if (appends) {
  const append = groupedAppends(appends.file);
  app.patch('/', express.json(), async (request, response) => {
    await append(`${JSON.stringify(request.body).padEnd(appends.lineBytes - 1)}\n`);
    answer(response);
  });
}

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) ready(`http://127.0.0.1:${address.port}/`);
});
