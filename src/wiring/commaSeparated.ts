import { z } from 'zod';

/** A setting with several values: "a, b" is a and b, empty parts are left out. */
export const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
