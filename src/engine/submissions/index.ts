import { chooseClient } from './choose-client.ts';
import { desk } from './desk.ts';
import { endErased } from './end-erased.ts';
import { fetched } from './fetched.ts';
import { inbound } from './inbound.ts';
import { inboundEdit } from './inbound-edit.ts';
import { inboundReaction } from './inbound-reaction.ts';
import type { Kind } from './kind.ts';
import { notAboutMoney } from './not-about-money.ts';
import { notThere } from './not-there.ts';
import { offerAnswer } from './offer-answer.ts';
import { opening } from './opening.ts';
import { rating } from './rating.ts';
import { retry } from './retry.ts';
import { sameMatter } from './same-matter.ts';
import { seen } from './seen.ts';
import { standInGone } from './stand-in-gone.ts';
import type { Submission } from './submission.ts';
import { timerDue } from './timer-due.ts';
import { undelivered } from './undelivered.ts';
import { wishShaken } from './wish-shaken.ts';

const kinds = {
  inbound,
  'inbound-edit': inboundEdit,
  'inbound-reaction': inboundReaction,
  rating,
  'same-matter': sameMatter,
  seen,
  'offer-answer': offerAnswer,
  'not-about-money': notAboutMoney,
  'choose-client': chooseClient,
  desk,
  opening,
  'timer-due': timerDue,
  retry,
  'not-there': notThere,
  'stand-in-gone': standInGone,
  'wish-shaken': wishShaken,
  'end-erased': endErased,
  undelivered,
  fetched,
} satisfies { readonly [Type in Submission['type']]: Kind<Extract<Submission, { type: Type }>> };

export function kindOf(submission: Submission): Kind<Submission> {
  return kinds[submission.type];
}
