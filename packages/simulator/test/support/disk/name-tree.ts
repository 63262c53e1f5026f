import type { Draw } from '../random.ts';
import type { FileBytes } from './file-bytes.ts';

/** A folder; its names as programs see them, and as they were on the disk at first. */
export interface Folder {
  readonly kind: 'folder';
  readonly names: Map<string, Node>;
  readonly before: ReadonlyMap<string, Node>;
}

export type Node = Folder | FileBytes;

/** What a name shall mean from now on; nothing when it is to be gone. */
interface Naming {
  readonly folder: Folder;
  readonly name: string;
  readonly node?: Node;
}

/** The names of a disk: as programs see them, and which of them are on the disk. */
export interface NameTree {
  readonly root: Folder;
  /** Changes names, all of them as one. */
  change(...namings: readonly Naming[]): void;
  /** Begins to bring the names of a folder, as they are now, to the disk; done when the result is called. */
  sync(folder: Folder): () => void;
  /** What the disk has: all that was kept, and of the other changes any. */
  afterPowerLoss(draw: Draw): NameTree;
  /** As with the bytes of each file. */
  forget(draw: Draw): void;
}

/** A folder that is on the disk with names; a new one has none. */
export const folderWith = (names: ReadonlyMap<string, Node> = new Map()): Folder => ({
  kind: 'folder',
  names: new Map(names),
  before: names,
});

/** A tree that is on the disk as it is. */
export function nameTree(root: Folder = folderWith()): NameTree {
  const changes: { readonly namings: readonly Naming[]; isKept: boolean }[] = [];
  return {
    root,
    change: (...namings) => {
      for (const naming of namings) give(naming, naming.folder.names);
      changes.push({ namings, isKept: false });
    },
    sync: (folder) => {
      const begun = changes.filter(({ namings }) => namings.some((naming) => naming.folder === folder));
      return () => {
        for (const change of begun) change.isKept = true;
      };
    },
    afterPowerLoss: (draw) => {
      const kept = changes.filter(({ isKept }) => isKept || draw(2) === 0).flatMap(({ namings }) => namings);
      return nameTree(rebuilt(root, kept, draw));
    },
    forget: (draw) => forget(root, draw),
  };
}

function give({ name, node }: Naming, names: Map<string, Node>): void {
  if (node) names.set(name, node);
  else names.delete(name);
}

function rebuilt(folder: Folder, kept: readonly Naming[], draw: Draw): Folder {
  const names = new Map(folder.before);
  for (const naming of kept) if (naming.folder === folder) give(naming, names);
  for (const [name, node] of names) {
    names.set(name, node.kind === 'file' ? node.afterPowerLoss(draw) : rebuilt(node, kept, draw));
  }
  return folderWith(names);
}

function forget({ names }: Folder, draw: Draw): void {
  for (const node of names.values()) {
    if (node.kind === 'file') node.forget(draw);
    else forget(node, draw);
  }
}
