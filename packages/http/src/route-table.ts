import type { Method } from './contract.ts';

/** What a request's method and path lead to. */
export type RouteMatch<T> =
  | {
      readonly kind: 'found';
      readonly target: T;
      /** Values of the path's parameters, in their order, percent-decoded. */
      readonly params: Record<string, string>;
    }
  | { readonly kind: 'methodNotAllowed'; readonly allow: readonly string[] }
  | { readonly kind: 'none' };

export type RouteTable<T> = {
  add(method: Method, path: string, target: T): void;
  /** `method` in any case; the path may repeat slashes, end in one and be spelled in any case (PC 0.3). */
  match(method: string, path: string): RouteMatch<T>;
};

type Target<T> = { readonly target: T; readonly names: readonly string[] };
type Node<T> = {
  readonly literals: Map<string, Node<T>>;
  readonly targets: Map<string, Target<T>>;
  param?: Node<T>;
};
type Search<T> = {
  readonly method: string;
  readonly segments: readonly string[];
  readonly values: string[];
  readonly allow: Set<string>;
  found?: Target<T>;
};

const emptyNode = <T>(): Node<T> => ({ literals: new Map(), targets: new Map() });

/** Paths by segment. A literal segment is preferred to a parameter, segment by segment. */
export function routeTable<T>(): RouteTable<T> {
  const root = emptyNode<T>();
  return {
    add: (method, path, target) => insert(root, method.toUpperCase(), { path, target }),
    match(method, path) {
      const segments = path.split('/').filter((segment) => segment !== '');
      const search: Search<T> = { method: method.toUpperCase(), segments, values: [], allow: new Set() };
      visit(root, search, 0);
      if (search.found) return found(search.found, search.values);
      return search.allow.size > 0
        ? { kind: 'methodNotAllowed', allow: [...search.allow].toSorted() }
        : { kind: 'none' };
    },
  };
}

function insert<T>(
  root: Node<T>,
  method: string,
  { path, target }: { readonly path: string; readonly target: T },
): void {
  const names: string[] = [];
  let node = root;
  for (const segment of path.split('/').filter((part) => part !== '')) {
    const name = /^:(\w+)$/.exec(segment)?.[1];
    if (name === undefined && /[:*{}()?+]/.test(segment)) throw new Error(`route ${path}: '${segment}'`);
    if (name !== undefined) names.push(name);
    node = name === undefined ? literal(node, segment.toLowerCase()) : parameter(node);
  }
  if (node.targets.has(method)) throw new Error(`route ${method} ${path} is there already`);
  node.targets.set(method, { target, names });
}

function literal<T>(node: Node<T>, segment: string): Node<T> {
  const next = node.literals.get(segment) ?? emptyNode<T>();
  node.literals.set(segment, next);
  return next;
}

function parameter<T>(node: Node<T>): Node<T> {
  node.param ??= emptyNode<T>();
  return node.param;
}

/** True once a target with the method is found; `values` then holds the parameters on the way to it. */
function visit<T>(node: Node<T>, search: Search<T>, depth: number): boolean {
  const segment = search.segments[depth];
  if (segment === undefined) return arrive(node, search);
  const next = node.literals.get(segment.toLowerCase());
  if (next && visit(next, search, depth + 1)) return true;
  if (!node.param) return false;
  search.values.push(segment);
  if (visit(node.param, search, depth + 1)) return true;
  search.values.pop();
  return false;
}

function arrive<T>(node: Node<T>, search: Search<T>): boolean {
  // A GET also answers HEAD, unless the path has a HEAD of its own.
  const own = node.targets.get(search.method);
  const target = own ?? (search.method === 'HEAD' ? node.targets.get('GET') : undefined);
  if (target) {
    search.found = target;
    return true;
  }
  for (const method of node.targets.keys()) search.allow.add(method);
  if (node.targets.has('GET')) search.allow.add('HEAD');
  return false;
}

function found<T>({ target, names }: Target<T>, values: readonly string[]): RouteMatch<T> {
  const params: Record<string, string> = {};
  names.forEach((name, index) => {
    params[name] = decoded(values[index] ?? '');
  });
  return { kind: 'found', target, params };
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
