import type { Draw } from '../random.ts';

type Effect =
  | { readonly kind: 'data'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'grow'; readonly to: number }
  | { readonly kind: 'cut'; readonly to: number };

/** `cached`: a datasync brings it to the disk. `givenUp`: none does, for one has failed over it. */
type Change = Effect & { state: 'cached' | 'kept' | 'givenUp' };

/** The bytes of one file: as programs see them, and what of them is on the disk. */
export interface FileBytes {
  readonly kind: 'file';
  read(): Uint8Array;
  write(bytes: Uint8Array, at: number): void;
  truncate(length: number): void;
  /** Begins a datasync, of what is written by now; it ends in one way or the other. */
  datasync(): { succeed(): void; fail(): void };
  /**
   * What the disk has: all that was kept, and of the rest whatever it likes: each change or none of it, the data of a
   * write in part, with what was there before in the gaps, and the length by itself.
   */
  afterPowerLoss(draw: Draw): FileBytes;
  /** The caches forget some of what was given up: from now on programs see what the disk has of it. */
  forget(draw: Draw): void;
}

/** A file that has its first bytes on the disk. */
export function fileBytes(initial: Uint8Array = new Uint8Array()): FileBytes {
  let base = initial;
  let changes: Change[] = [];

  const read = (): Uint8Array => applied(base, changes);
  const add = (effect: Effect): void => void changes.push({ ...effect, state: 'cached' });

  const fold = (): void => {
    const firstOpen = changes.findIndex(({ state }) => state !== 'kept');
    const kept = changes.splice(0, firstOpen < 0 ? changes.length : firstOpen);
    base = applied(base, kept);
  };

  return {
    kind: 'file',
    read,
    write: (bytes, at) => {
      add({ kind: 'grow', to: at + bytes.length });
      add({ kind: 'data', at, bytes: bytes.slice() });
    },
    truncate: (to) => add({ kind: to > read().length ? 'grow' : 'cut', to }),
    datasync: () => {
      const begun = changes.filter(({ state }) => state === 'cached');
      return {
        succeed: () => {
          for (const change of begun) if (change.state === 'cached') change.state = 'kept';
          fold();
        },
        // The length is known to the system beside the data: a later datasync writes it.
        fail: () => {
          for (const change of begun) if (change.kind === 'data') change.state = 'givenUp';
        },
      };
    },
    afterPowerLoss: (draw) =>
      fileBytes(
        applied(
          base,
          changes.flatMap((change) => (change.state === 'kept' ? change : someOf(change, draw))),
        ),
      ),
    forget: (draw) => {
      changes = changes.flatMap((change) =>
        change.state === 'givenUp' && draw(2) === 0
          ? someOf(change, draw).map((effect) => ({ ...effect, state: 'kept' as const }))
          : change,
      );
    },
  };
}

function applied(base: Uint8Array, effects: readonly Effect[]): Uint8Array {
  const ends = effects.map((effect) =>
    effect.kind === 'data' ? effect.at + effect.bytes.length : effect.to,
  );
  const bytes = new Uint8Array(Math.max(base.length, ...ends));
  bytes.set(base);
  let length = base.length;
  for (const effect of effects) {
    if (effect.kind === 'data') bytes.set(effect.bytes, effect.at);
    else if (effect.kind === 'grow') length = Math.max(length, effect.to);
    else {
      bytes.fill(0, effect.to);
      length = Math.min(length, effect.to);
    }
  }
  return bytes.slice(0, length);
}

/** What a disk may have of a change that it was not told to keep. */
function someOf(effect: Effect, draw: Draw): readonly Effect[] {
  const how = draw(5);
  if (how === 0) return [];
  if (how === 1 || effect.kind === 'cut') return [effect];
  if (effect.kind === 'grow') return [{ ...effect, to: draw(effect.to + 1) }];
  const { at, bytes } = effect;
  const [a = 0, b = 0] = [draw(bytes.length + 1), draw(bytes.length + 1)].toSorted((x, y) => x - y);
  const piece = (from: number, to: number): Effect => ({
    kind: 'data',
    at: at + from,
    bytes: bytes.slice(from, to),
  });
  if (how === 2) return [piece(0, a)];
  if (how === 3) return [piece(a, bytes.length)];
  return [piece(0, a), piece(b, bytes.length)];
}
