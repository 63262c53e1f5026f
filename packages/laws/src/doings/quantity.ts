import fc from 'fast-check';
import { changing, isChangeable } from './change.ts';

const seats = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 26, 100, 101, 1.5) },
);

/** Another number of seats, or as many more or fewer, or the same. */
const wanted = fc.oneof(
  seats.map((to) => ({ to })),
  fc.integer({ min: -2, max: 2 }).map((by) => ({ by })),
);

export const changingQuantity = changing({
  name: 'change the quantity',
  weight: 14,
  args: wanted,
  prefers: isChangeable,
  changes: (want, { quantity }) => [
    { type: 'SetQuantity', quantity: 'to' in want ? want.to : quantity + want.by },
  ],
});

/** The publisher itself changes the quantity. */
export const publisherQuantity = changing({
  name: 'publisher changes the quantity',
  weight: 2,
  args: wanted,
  prefers: isChangeable,
  changes: (want, { quantity }) => [
    { type: 'SetQuantity', quantity: 'to' in want ? want.to : quantity + want.by, source: 'Partner' },
  ],
});
