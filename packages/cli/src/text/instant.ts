/** A moment of UTC to the second, as people read it: `2026-07-14 10:00:00`. */
export const second = (instant: string): string => instant.slice(0, 19).replace('T', ' ');

/** The same to the millisecond. */
export const millisecond = (instant: string): string => instant.slice(0, 23).replace('T', ' ');

/** The same to the minute. */
export const minute = (instant: string): string => second(instant).slice(0, 16);

/** The day of a moment. */
export const day = (instant: string): string => instant.slice(0, 10);
