/** The desk takes no longer text, in UTF-16 units. */
export const longestText = 16_000;
