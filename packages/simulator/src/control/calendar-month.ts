import { z } from 'zod';

/** A calendar month as calls write it. */
export const calendarMonth = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ examples: ['2026-01'] });
