export { type Answer, type Call, call } from './story/client.ts';
export { endServer, serverUrl } from './story/server.ts';
