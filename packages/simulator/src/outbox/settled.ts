import type { Parts, Timekeeper } from './outbox.ts';

/** Resolves as `Outbox.settled` says. */
export function settled(
  { engine, parcels, expected }: Pick<Parts, 'engine' | 'parcels' | 'expected'>,
  time: Timekeeper,
  { operationId, ms }: { readonly operationId: string; readonly ms: number },
): Promise<void> {
  const parcel = parcels.ofOperation(operationId);
  const isOpen = engine.state.operations.get(operationId)?.status === 'InProgress';
  const isAhead = parcel?.phase === 'waiting' && (parcel.tried > 0 || parcel.nextAt > engine.now());
  const rests = parcel?.phase === 'held' || (isAhead && !time.runs());
  const comes = parcel !== undefined && (!rests || time.isMoving());
  const heard = parcel?.phase === 'done' && !expected.has(operationId);
  if (!isOpen || !comes || heard || expected.isOver()) return Promise.resolve();
  return new Promise((resolve) => {
    const forget = expected.once(operationId, () => {
      clearTimeout(timer);
      resolve();
    });
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
  });
}
