import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection on which requests are written as they are. */
export interface Raw {
  readonly socket: Socket;
  /** What has come over it. */
  said(): string;
  /** Resolves when it has been closed. */
  readonly ended: Promise<unknown>;
  ask(method: string, path: string, more?: More): void;
}

interface More {
  readonly accept?: string;
  readonly body?: string;
  /** Bytes that the body has once it is complete. */
  readonly length?: number;
}

/** Connects to a port of this machine. */
export async function raw(port: number): Promise<Raw> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let said = '';
  socket.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
  });
  return {
    ...{ socket, said: () => said, ended: once(socket, 'close') },
    ask: (method, path, { accept = '*/*', body = '', length = body.length } = {}) => {
      const lines = [
        `${method} ${path} HTTP/1.1`,
        'Host: 127.0.0.1',
        'Authorization: Bearer dev-admin-agent',
        `Accept: ${accept}`,
        `Content-Length: ${length}`,
      ];
      socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
    },
  };
}
