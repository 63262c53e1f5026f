import { createServer } from 'node:http';
import { ready } from './scripts.ts';

// Started by receiver.ts: a publisher's webhook that answers 200 as soon as a call is there.
const server = createServer((request, response) => {
  request.resume().on('end', () => response.end());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) ready(address.port);
});
