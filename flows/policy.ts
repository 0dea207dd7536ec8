import type { Waits } from '../src/domain/event.ts';
import type { Worded } from '../src/domain/language.ts';
import type { Policy } from '../src/domain/policy.ts';

/** Also for a company whose stored policy is older than the offer. */
const offerSeconds = 60;

/** The numbers of the rules (R12, R13): what a company begins with and may change. Weights are units out of 6000. */
export const defaultPolicy: Policy = {
  conversations: {
    limit: { client: 12, sales: 12, finance: 20 },
    overloadByHand: true,
    strangersPercent: 80,
    languageFirst: true,
  },
  portfolio: {
    weights: {
      client: { private: 4, small: 40, medium: 40, large: 40, key: 40 },
      sales: { private: 0, small: 150, medium: 200, large: 600, key: 2000 },
    },
  },
  reaction: { firstMinutes: { client: 4, sales: 4, finance: 4 }, laterMinutes: 30, queueMinutes: 10 },
  presence: { minutes: 15, wordHours: 12, assumed: false },
  acceptance: { conversationMinutes: 30, ownershipHours: 8 },
  meetings: { agreeHours: 8, lengthMinutes: 60, noticeMinutes: 60, suggestDays: 30, callMinutes: 20 },
  waits: { reminderMinutes: 10, abandonHours: 24, reopenHours: 24, idleDays: 7, offerSeconds, unseenMinutes: 10, callBackMinutes: 60 },
};

/** Usual reasons why a client's last words need no answer, where a company has none of its own. */
const usualNoReplyReasons: readonly Worded[] = [
  { ru: 'Клиент поблагодарил, отвечать не на что', en: 'They said thank you, there is nothing to answer' },
  { ru: 'Ответили по телефону или при встрече', en: 'Answered on the phone or in person' },
  { ru: 'Реклама или спам', en: 'Advertising or spam' },
  { ru: 'Ответ уже дан в другом обращении', en: 'Answered in another conversation already' },
];

/** What is offered to be tapped where somebody says why no answer is needed. */
export function noReplyReasons({ noReplyReasons: own }: Policy): readonly Worded[] {
  return own ?? usualNoReplyReasons;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A policy's waits in milliseconds, as they are frozen in a conversation when it opens. */
export function waitsOf({ waits }: Policy): Waits {
  return {
    reminder: waits.reminderMinutes * minute,
    abandon: waits.abandonHours * hour,
    reopen: waits.reopenHours * hour,
    idle: waits.idleDays * day,
  };
}

/** The waits of somebody the company could not reach if they left. `isStaffed`: it is working time where they come to. */
export function waitsOfUnreachable(policy: Policy, isStaffed: boolean): Waits {
  return { ...waitsOf(policy), offer: isStaffed ? (policy.waits.offerSeconds ?? offerSeconds) * second : 0 };
}
