/** What a conversation is about, as far as it decides who answers: finance matters run beside the rest, in the same window (R10). */
export const topics = ['general', 'finance'] as const;

export type Topic = (typeof topics)[number];
