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
  const underway = new Set<ServerResponse>();
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
    underway.add(response);
    response.once('close', () => {
      underway.delete(response);
      if (closed && !busy().has(peerOf(request.socket))) request.socket.destroySoon();
    });
    serve(request, response);
  });

  /** The last answer that each connection waits for, by peer. Before it there may be others, to requests sent at once. */
  const busy = (): ReadonlyMap<string, ServerResponse> =>
    new Map([...underway].map((response) => [peerOf(response.req.socket), response]));

  const stop = (): Promise<void> => {
    closed ??= new Promise((resolve) => server.close(() => resolve()));
    return closed;
  };

  return {
    underway: () => underway.size,
    drain: () => {
      const gone = stop();
      const waiting = busy();
      for (const response of waiting.values()) {
        if (!response.headersSent) response.setHeader('Connection', 'close');
      }
      for (const socket of sockets) if (!waiting.has(peerOf(socket))) socket.destroy();
      return gone;
    },
    close: () => {
      const gone = stop();
      for (const socket of sockets) socket.destroy();
      return gone;
    },
  };
}

/** Tells connections apart: a request that came by TLS knows another socket than the one that its server accepted. */
const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
