import { act } from './acts.ts';
import { offerNoLonger } from './offer.ts';

/*
 * What the offer to leave a way to reach somebody does to a conversation (R31).
 */

/** Nobody is there: the offer stands from the first words on, without a text that would talk over the questions. */
export const offerAtOnce = act(({ waits }) =>
  waits.offer === 0 ? { set: { offer: 'made' }, effects: [{ type: 'record', metric: 'offered' }] } : {},
);

/** They have waited long enough. The text may take the place of the one that named who comes, and says that too (R14). */
export const offer = act(({ specialist, department, leaf, answers, lastMessage }) => {
  const saidNothingSince = answers.at(-1)?.message === lastMessage;
  const named = specialist === null ? {} : { specialist };
  const word = leaf !== null && saidNothingSince ? { leaf } : {};
  return {
    set: { offer: 'made' },
    effects: [
      { type: 'tell', key: 'offer', department, ...named, ...word },
      { type: 'record', metric: 'offered' },
    ],
  };
});

export const contactLeft = act((context) => ({
  set: { offer: 'taken' },
  effects: [...offerNoLonger(context.waits, context.offer), { type: 'record', metric: 'contact-left' }],
}));

/** Confirms that somebody left a way to reach them: once, however many they leave. */
export const confirmContact = act(({ offer, specialist, department }) =>
  offer === 'taken' ? {} : { effects: [{ type: 'tell', key: 'contact-left', department, ...(specialist !== null && { specialist }) }] },
);

export const offerDeclined = act(({ offer }) => (offer === 'made' ? { set: { offer: 'declined' } } : {}));
