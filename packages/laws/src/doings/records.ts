import fc from 'fast-check';
import { partners } from '../world/parties.ts';
import { changing } from './change.ts';

const nicknames = fc.constantFrom('North', 'South', '', 'x'.repeat(256), 'x'.repeat(257));

export const renaming = changing({
  name: 'rename',
  weight: 2,
  args: nicknames,
  changes: (friendlyName) => [{ type: 'SetNickname', friendlyName }],
});

const { reseller, provider, stranger, unsigned } = partners;

export const recordingReseller = changing({
  name: 'record a reseller',
  weight: 2,
  args: fc.constantFrom(
    reseller.mpnId,
    reseller.mpnId,
    '',
    provider.mpnId,
    stranger.mpnId,
    unsigned.mpnId,
    '1',
  ),
  prefers: ({ isProvider, ended }) => isProvider && !ended,
  changes: (mpnId) => [{ type: 'SetReseller', mpnId }],
});

type Billed = 'SetQuantity' | 'Cancel' | 'Suspend';

/** Several fields at once, as an update of the whole subscription carries them (GEN-07). */
export const updating = changing({
  name: 'update several fields',
  weight: 2,
  args: fc.record({
    friendlyName: nicknames,
    autoRenew: fc.boolean(),
    billed: fc.constantFrom<readonly Billed[]>(['SetQuantity'], ['Cancel'], ['SetQuantity', 'Suspend'], []),
    quantity: fc.integer({ min: 1, max: 20 }),
  }),
  changes: ({ friendlyName, autoRenew, billed, quantity }) => [
    { type: 'SetNickname', friendlyName },
    { type: 'SetAutoRenew', autoRenew },
    ...billed.map((type) => (type === 'SetQuantity' ? { type, quantity } : { type })),
  ],
});
