import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http';
import type { Express } from 'express';

/** What a server makes its requests and answers by. */
export type Messages = Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>;

/**
 * How a server has to make requests and answers so that they are those of an app from the start. Otherwise Express
 * changes what each of them inherits from when it comes, which takes longer than all else that it does.
 */
export const messagesOf = (app: Express): Messages => ({
  IncomingMessage: inheriting(IncomingMessage, app.request),
  ServerResponse: inheriting(ServerResponse, app.response),
});

/** A class that makes its objects as another one does, but has them inherit from `prototype`. */
function inheriting<Class extends typeof IncomingMessage | typeof ServerResponse>(
  Base: Class,
  prototype: object,
): Class {
  function Inheriting(...given: unknown[]): object {
    return Reflect.construct(Base, given, Inheriting);
  }
  Inheriting.prototype = prototype;
  return Inheriting as unknown as Class;
}
