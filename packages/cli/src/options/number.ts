import { InvalidArgumentError } from 'commander';

/** Reads a whole number from 0 to a maximum. */
export const whole =
  (what: string, maximum: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= maximum) return value;
    throw new InvalidArgumentError(`${what} is a whole number from 0 to ${maximum}.`);
  };

/** Reads a number above 0, up to 1. */
export const fraction =
  (what: string) =>
  (text: string): number => {
    const value = Number(text);
    if (/^(0?\.\d+|1(\.0*)?)$/.test(text) && value > 0) return value;
    throw new InvalidArgumentError(`${what} is a number above 0, up to 1.`);
  };

/** Reads a port; 0 takes any free one. */
export const port = whole('A port', 65_535);
