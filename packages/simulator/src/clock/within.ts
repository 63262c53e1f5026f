/** Real milliseconds that others wait at most, for the answer to a webhook which is under way or an instant to settle. */
export const patienceMs = 5000;

/** Whether something comes to pass within so many real milliseconds. */
export async function within(ms: number, event: Promise<void>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, ms, false);
  const inTime = await Promise.race([event.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
