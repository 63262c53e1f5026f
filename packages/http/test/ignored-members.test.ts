import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ignoredMembers } from '../src/index.ts';

const contract = {
  body: z.strictObject({
    quantity: z.int().optional(),
    friendlyName: z.string().optional(),
    lines: z
      .array(
        z.strictObject({ itemId: z.string().meta({ aliases: ['catalogId'] }), term: z.string().optional() }),
      )
      .optional(),
    context: z.record(z.string(), z.string()).optional(),
  }),
  replies: {
    200: { description: 'The thing.', schema: z.object({ id: z.string(), quantity: z.int() }) },
    204: { description: 'Nothing.' },
  },
};
const ignored = (body: unknown, tolerance: 'sdk' | 'plain' = 'sdk') =>
  ignoredMembers(contract, typeof body === 'string' ? body : JSON.stringify(body), tolerance);

describe('members of a body of which nothing comes', () => {
  test('are told with the member that they resemble, wherever they are', () => {
    expect(
      ignored({ quantitty: 4, lines: [{ itemId: 'a' }, { itemId: 'b', trem: 'P1M' }], colour: 'red' }),
    ).toEqual([
      { member: 'quantitty', meant: 'quantity' },
      { member: 'lines[1].trem', meant: 'term' },
      { member: 'colour' },
    ]);
    expect(ignored({ frendlyName: 'x' }, 'plain')).toEqual([
      { member: 'frendlyName', meant: 'friendlyName' },
    ]);
  });

  test('are not those that are understood: another case, an alias, a free name, a filler', () => {
    expect(ignored({ Quantity: 1, lines: { catalogId: 'a' }, context: { any: 'thing' }, odd: null })).toEqual(
      [],
    );
  });

  test('are not those that the endpoint shows itself', () => {
    expect(ignored({ id: 'one', Id: 'one', quantity: 2 })).toEqual([]);
  });

  test.each(['', '{', 'null', '[]', '"text"', '7'])('cannot be told of the body %j', (body) => {
    expect(ignored(body)).toEqual([]);
  });

  test('cannot be told where no body is asked for', () => {
    expect(ignoredMembers({ replies: {} }, '{"a":1}', 'sdk')).toEqual([]);
  });
});
