import { becomes, type Effect, refuses } from '../effect.ts';
import { ended } from './ended.ts';

/** E17: what may be given back is a question of amounts, which the model is told the answer of (CAN-20). */
export const approveRefund: Effect<'ApproveRefund'> = (x, _, situation) => {
  if (!situation.settings['cancel.publisherApprovedRefund']) return refuses('changeNotSupported');
  return situation.isInRange ? becomes('E17', ended(x, 'CA', situation)) : refuses('refundOutOfRange');
};
