import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';

/** The connections of a server, and the requests on them that are not answered yet. */
export interface Attendance {
  /** How many requests are under way. */
  underway(): number;
  /**
   * Takes no more connections and no more requests: a connection ends with the answer that it waits for, one that waits
   * for none at once. Resolves when all have ended.
   */
  drain(): Promise<void>;
  /** Ends them all now. */
  close(): Promise<void>;
}

/** Serves what comes to a server. */
export function attend(server: Server | SecureServer, serve: RequestListener): Attendance {
  const sockets = new Set<Socket>();
  const waiting = createWaiting();
  let closed: Promise<void> | undefined;

  // A server that closes would end connections by itself, those too on which the end of an answer is still to be sent.
  server.closeIdleConnections = () => undefined;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) => {
    // Its sender could not know yet that no more are taken, and learns it when the connection ends without an answer.
    if (closed) return;
    const answers = waiting.on(request.socket);
    answers.push(response);
    response.once('close', () => {
      answers.splice(answers.indexOf(response), 1);
      if (closed && answers.length === 0) request.socket.destroySoon();
    });
    serve(request, response);
  });

  const stop = (): Promise<void> => {
    closed ??= new Promise((resolve) => server.close(() => resolve()));
    return closed;
  };

  return {
    underway: waiting.count,
    drain: () => {
      const gone = stop();
      const last = waiting.last();
      for (const response of last.values()) {
        if (!response.headersSent) response.setHeader('Connection', 'close');
      }
      for (const socket of sockets) if (!last.has(peerOf(socket))) socket.destroy();
      return gone;
    },
    close: () => {
      const gone = stop();
      for (const socket of sockets) socket.destroy();
      return gone;
    },
  };
}

/** The answers that connections wait for. */
interface Waiting {
  /** Those of one connection, in the order of its requests; there may be several, to requests sent at once. */
  on(socket: Socket): ServerResponse[];
  count(): number;
  /** The last one of each connection that waits for any, by its peer. */
  last(): ReadonlyMap<string, ServerResponse>;
}

/**
 * Nobody waits. What is kept is kept by connection: a set of answers that come and go leaves a trail of tables, each of
 * which holds on to the answers that were in it until the next full collection of garbage.
 */
function createWaiting(): Waiting {
  const bySocket = new Map<Socket, ServerResponse[]>();
  return {
    on: (socket) => {
      const known = bySocket.get(socket);
      if (known) return known;
      const answers: ServerResponse[] = [];
      bySocket.set(socket, answers);
      socket.once('close', () => bySocket.delete(socket));
      return answers;
    },
    count: () => [...bySocket.values()].reduce((sum, { length }) => sum + length, 0),
    last: () => {
      const last = new Map<string, ServerResponse>();
      for (const [socket, answers] of bySocket) {
        const answer = answers.at(-1);
        if (answer) last.set(peerOf(socket), answer);
      }
      return last;
    },
  };
}

/** Tells connections apart: a request that came by TLS knows another socket than the one that its server accepted. */
const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
