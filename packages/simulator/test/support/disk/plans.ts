import { type FileBytes, fileBytes } from './file-bytes.ts';
import { type Folder, folderWith, type NameTree, type Node } from './name-tree.ts';

/** What a call does, step by step; a fault comes before, between or behind the steps. */
export interface Plan<T> {
  readonly steps: readonly (() => void)[];
  /** What it answers when all went well. */
  readonly result: () => T;
  /** What it leaves behind when not. */
  readonly failed?: () => void;
}

/** What a system says when it cannot do something. */
export const systemError = (code: string, what: string): Error =>
  Object.assign(new Error(`${code}: ${what}`), { code });

const partsOf = (path: string): readonly string[] =>
  path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');

/** Plans of calls that find their way by names. Each throws as the system does when there is no such way. */
export function plansFor(disk: NameTree) {
  const find = (parts: readonly string[]): Node | undefined =>
    parts.reduce<Node | undefined>(
      (node, part) => (node?.kind === 'folder' ? node.names.get(part) : undefined),
      disk.root,
    );

  const folderAt = (path: string, parts: readonly string[] = partsOf(path)): Folder => {
    const node = find(parts);
    if (node?.kind === 'folder') return node;
    throw systemError(node ? 'ENOTDIR' : 'ENOENT', path);
  };

  const placeOf = (path: string): { readonly folder: Folder; readonly name: string } => {
    const parts = partsOf(path);
    return { folder: folderAt(path, parts.slice(0, -1)), name: parts.at(-1) ?? '' };
  };

  const fileAt = (path: string): FileBytes => {
    const node = find(partsOf(path));
    if (node?.kind === 'file') return node;
    throw systemError(node ? 'EISDIR' : 'ENOENT', path);
  };

  return {
    fileAt,

    list: (path: string): readonly string[] => {
      const node = find(partsOf(path));
      return node?.kind === 'folder' ? [...node.names.keys()] : [];
    },

    syncFolder: (path: string): Plan<void> => ({ steps: [], result: disk.sync(folderAt(path)) }),

    create: (path: string): Plan<FileBytes> => {
      const place = placeOf(path);
      if (place.folder.names.has(place.name)) throw systemError('EEXIST', path);
      const node = fileBytes();
      return { steps: [() => disk.change({ ...place, node })], result: () => node };
    },

    rename: (from: string, to: string): Plan<void> => {
      const [left, taken] = [placeOf(from), placeOf(to)];
      const node = find(partsOf(from));
      if (!node) throw systemError('ENOENT', from);
      const there = find(partsOf(to));
      if (there?.kind === 'folder' && there.names.size > 0) throw systemError('ENOTEMPTY', to);
      return { steps: [() => disk.change(left, { ...taken, node })], result: () => undefined };
    },

    remove: (path: string): Plan<void> => {
      const parts = partsOf(path);
      if (!find(parts)) return { steps: [], result: () => undefined };
      const { folder, name } = placeOf(path);
      return { steps: removalsIn(disk, folder, name), result: () => undefined };
    },

    makeFolder: (path: string): Plan<void> => {
      const parts = partsOf(path);
      const missing = parts.map((_, depth) => parts.slice(0, depth + 1)).filter((above) => !find(above));
      const above = (folder: readonly string[]): Folder => folderAt(path, folder.slice(0, -1));
      const make = (folder: readonly string[]) => () =>
        disk.change({ folder: above(folder), name: folder.at(-1) ?? '', node: folderWith() });
      const result = (): void => {
        for (const folder of missing) disk.sync(above(folder))();
      };
      return { steps: missing.map(make), result };
    },
  };
}

/** What lies in a folder goes before it. */
function removalsIn(disk: NameTree, folder: Folder, name: string): readonly (() => void)[] {
  const node = folder.names.get(name);
  const inside =
    node?.kind === 'folder' ? [...node.names.keys()].flatMap((each) => removalsIn(disk, node, each)) : [];
  return [...inside, () => disk.change({ folder, name })];
}
