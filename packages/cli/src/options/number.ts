import { InvalidArgumentError } from 'commander';

/** Reads a whole number from 0 to a maximum. */
export const whole =
  (what: string, maximum: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= maximum) return value;
    throw new InvalidArgumentError(`${what} is a whole number from 0 to ${maximum}.`);
  };

/** Reads a port; 0 takes any free one. */
export const port = whole('A port', 65_535);
