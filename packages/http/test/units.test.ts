import { describe, expect, test } from 'vitest';
import { memoryReceipts, orRefuse, Refused, refuse, requestHash } from '../src/index.ts';
import { parseQuery, splitUrl } from '../src/query.ts';
import { routeTable } from '../src/route-table.ts';

describe('refusals', () => {
  test('orRefuse answers the accepted branch and throws the error of the other', () => {
    expect(orRefuse({ ok: true, id: 7 } as const).id).toBe(7);
    expect(() => orRefuse({ ok: false, error: { code: 'gone' } } as const)).toThrow(Refused);
    const caught = ((): unknown => {
      try {
        return refuse({ kind: 'x' });
      } catch (error) {
        return error;
      }
    })();
    expect(caught).toMatchObject({ name: 'Refused', problem: { kind: 'x' } });
  });
});

describe('routes', () => {
  const table = routeTable<string>();
  table.add('get', '/a/:id', 'any');
  table.add('post', '/a/search', 'search');
  table.add('get', '/a/search/deep', 'deep');
  table.add('get', '/:x/:y/:z', 'three');
  table.add('get', '/', 'root');

  test.each([
    ['GET', '/a/1', 'any', { id: '1' }],
    ['POST', '/A/Search', 'search', {}],
    ['GET', '/a/search', 'any', { id: 'search' }],
    ['get', '/a/search/deep/', 'deep', {}],
    ['GET', '/a/other/deep', 'three', { x: 'a', y: 'other', z: 'deep' }],
    ['GET', '//', 'root', {}],
  ])('%s %s is %s', (method, path, target, params) => {
    expect(table.match(method, path)).toEqual({ kind: 'found', target, params });
  });

  test('the methods of every matching path count', () => {
    expect(table.match('DELETE', '/a/search')).toEqual({
      kind: 'methodNotAllowed',
      allow: ['GET', 'HEAD', 'POST'],
    });
    expect(table.match('GET', '/a/b/c/d')).toEqual({ kind: 'none' });
  });

  test('a path is taken once, and in a form that can be matched', () => {
    expect(() => table.add('get', '/A/:other', 'again')).toThrow('is there already');
    expect(() => table.add('get', '/a/:id.json', 'x')).toThrow(':id.json');
    expect(() => table.add('get', '/a/*rest', 'x')).toThrow('*rest');
  });
});

describe('queries', () => {
  test('split at the first question mark, later ones are ampersands', () => {
    expect(splitUrl('/a?b=1?c=2')).toEqual({ path: '/a', rawQuery: 'b=1&c=2' });
    expect(splitUrl('/a')).toEqual({ path: '/a', rawQuery: '' });
  });

  test('a repeated name is a list; a prototype is not touched; broken escapes stay', () => {
    expect(parseQuery('a=1&b=2&a=3&a=4')).toEqual({ a: ['1', '3', '4'], b: '2' });
    expect(Object.getPrototypeOf(parseQuery('__proto__=x'))).toBe(Object.prototype);
    expect(parseQuery('a=%zz&b')).toEqual({ a: '%zz', b: '' });
  });
});

test('receipts: the last one under a key counts; hashes tell bodies apart', () => {
  const receipts = memoryReceipts();
  expect(receipts.find('k')).toBeUndefined();
  receipts.keep('k', { requestHash: '1', status: 200, headers: {} });
  receipts.keep('k', { requestHash: '2', status: 201, headers: {} });
  expect(receipts.find('k')?.status).toBe(201);
  expect(requestHash('a')).toBe(requestHash('a'));
  expect(requestHash('a')).not.toBe(requestHash('b'));
});
