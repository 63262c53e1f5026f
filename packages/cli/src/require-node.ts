/* Imported before all else by what others import: an old Node.js would fail in the middle of something, without a reason. */

import { whyTooOld } from './node-version.ts';

const why = whyTooOld(process.versions.node);
if (why !== undefined) throw new Error(why);
