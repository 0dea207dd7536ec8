export const languages = ['ru', 'en'] as const;

export type Language = (typeof languages)[number];

/** The same words in every language the desk speaks. */
export type Worded = Readonly<Record<Language, string>>;
