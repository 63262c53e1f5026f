/** A priority queue: a binary heap that gives the smallest element first, equal ones in order of insertion. */
export interface Queue<T> {
  push(value: T): void;
  peek(): T | undefined;
  pop(): T | undefined;
  readonly size: number;
}

interface Entry<T> {
  readonly value: T;
  readonly sequence: number;
}

export function createQueue<T>(compare: (a: T, b: T) => number): Queue<T> {
  const heap: Entry<T>[] = [];
  let sequence = 0;

  const before = (a: Entry<T>, b: Entry<T>): boolean =>
    (compare(a.value, b.value) || a.sequence - b.sequence) < 0;

  const rise = (start: number, entry: Entry<T>): void => {
    let index = start;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (!parent || !before(entry, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  };

  const sink = (entry: Entry<T>): void => {
    let index = 0;
    for (;;) {
      const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]];
      if (!left) break;
      const rightFirst = right !== undefined && before(right, left);
      const child = rightFirst ? right : left;
      if (!before(child, entry)) break;
      heap[index] = child;
      index = 2 * index + (rightFirst ? 2 : 1);
    }
    heap[index] = entry;
  };

  return {
    get size() {
      return heap.length;
    },
    push: (value) => {
      const entry = { value, sequence: sequence++ };
      heap.push(entry);
      rise(heap.length - 1, entry);
    },
    peek: () => heap[0]?.value,
    pop: () => {
      const first = heap[0];
      const last = heap.pop();
      if (first && last && heap.length > 0) sink(last);
      return first?.value;
    },
  };
}
