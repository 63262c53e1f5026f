import type { NextFunction, Request, Response } from 'express';
import { problem } from './problem.ts';

const loopbackPeer = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/** Lets only this machine in, and no web page that was made to point at it. */
export function onlyLoopback(req: Request, res: Response, next: NextFunction): void {
  const near = loopbackPeer.test(req.socket.remoteAddress ?? '') && loopbackHost.test(req.get('host') ?? '');
  if (near && req.get('origin') === undefined) {
    next();
    return;
  }
  problem(res, 403, 'accounts are managed from this machine only, and not from a browser');
}

/** Refuses a change that a page of another site sends; programs send no Origin. */
export function sameOrigin(req: Request, res: Response, next: NextFunction): void {
  const origin = req.get('origin');
  const foreign = origin !== undefined && URL.parse(origin)?.host !== req.get('host');
  if (req.method === 'GET' || !foreign) {
    next();
    return;
  }
  problem(res, 403, 'this call comes from another site');
}

const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  'img-src data:',
].join('; ');

/** Headers of every reply: no script, no framing, no caching, and no token in a referrer to others. */
export function safeHeaders(_req: Request, res: Response, next: NextFunction): void {
  res.set({
    'content-security-policy': policy,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  next();
}
