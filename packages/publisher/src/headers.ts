import { z } from 'zod';

/** What the publisher and its HTTP client set themselves. */
const reserved: readonly string[] = [
  'authorization',
  'content-type',
  'content-length',
  'host',
  'connection',
  'keep-alive',
  'expect',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-ms-marketplace-token',
];

const name = z
  .string()
  .toLowerCase()
  .max(100)
  .regex(/^[!#$%&'*+.^_`|~0-9a-z-]+$/, 'is no header name')
  .refine((header) => !reserved.includes(header), 'is set by the publisher itself');

const value = z
  .string()
  .max(1000)
  .regex(/^[\t\x20-\x7e]*$/, 'is no header value');

/** Request headers that go along with every call to marketplace, extension and authority; names become lower case. */
export const headersSchema = z.record(name, value);
