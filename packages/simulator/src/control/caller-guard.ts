import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { answerOutside, type Finished } from '../requests/outside.ts';
import { renderControl } from './problem.ts';

/** Header that carries the control token. */
const controlTokenHeader = 'x-marketsim-control-token';

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '[::1]']);
const isLoopbackName = (name: string): boolean =>
  loopbackNames.has(name) || name.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(name);
const isLoopbackAddress = (address = ''): boolean => address === '::1' || /^(::ffff:)?127\./.test(address);

/**
 * Whether a path leads to the control API, but not to what publishers call there. It goes by segments, for the APIs
 * take a path whose slashes are repeated (PC 0.3).
 */
function isControl(path: string): boolean {
  const [first, second] = path.split('/').filter((segment) => segment !== '');
  return first?.toLowerCase() === '_sim' && second?.toLowerCase() !== 'publisher';
}

/** Host name of an origin or of `http://` plus a Host header; empty when it is none. */
const hostNameOf = (url: string): string => URL.parse(url)?.hostname ?? '';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Keeps web pages and other machines away from the control API: without the control token a call must come from
 * this machine, to a loopback name, and from no page of another site. Publishers' own calls bring a bearer, which
 * no page can add, and pass.
 */
export function callerGuard(controlToken: string | undefined, finished: Finished): RequestHandler {
  const wanted = controlToken === undefined ? undefined : digest(controlToken);
  return (request, response, next) => {
    if (!isControl(request.path)) return next();
    const given = request.get(controlTokenHeader);
    if (wanted && given !== undefined && timingSafeEqual(digest(given), wanted)) return next();
    const origin = request.get('origin');
    const message =
      given !== undefined && wanted
        ? `${controlTokenHeader} is wrong`
        : foreign({ address: request.socket.remoteAddress, host: request.get('host'), origin });
    if (message === undefined) return next();
    const target = given === undefined ? controlTokenHeader : undefined;
    const reply = renderControl({
      kind: 'control',
      status: 403,
      code: 'foreignCaller',
      message,
      ...(target === undefined ? {} : { target }),
    });
    answerOutside({ request, response }, reply, finished);
  };
}

interface Caller {
  readonly address: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

function foreign({ address, host = '', origin }: Caller): string | undefined {
  const hint = `send the control token in ${controlTokenHeader}`;
  if (!isLoopbackAddress(address)) return `the call comes from ${address}, another machine: ${hint}`;
  if (!isLoopbackName(hostNameOf(`http://${host}`))) return `host "${host}" is not this machine: ${hint}`;
  if (origin !== undefined && !isLoopbackName(hostNameOf(origin)))
    return `a page of ${origin} may not control the simulator`;
  return undefined;
}
