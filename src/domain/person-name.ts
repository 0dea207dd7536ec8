/** Longest name kept, in UTF-16 units. */
const longest = 200;

/**
 * What is not seen in a name and does something to what stands around it: controls of the reading direction, which let one name look like
 * another and turn the words behind it, other controls. The joiners that scripts and emoji are written with stay. The same class is read by the database.
 */
export const unseenInNames =
  '[\\u0001-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]';
const unseen = new RegExp(unseenInNames, 'gu');

/** A name of a person, a client or a chat as it is kept and shown, whatever it was typed in: nothing in it turns or hides other words. */
export function cleanName(claimed: string): string {
  const name = claimed
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/[\t\n\v\f\r\u2028\u2029]/g, ' ')
    .replace(unseen, '')
    .replace(/\s+/g, ' ')
    .trim();
  return name.length <= longest
    ? name
    : name
        .slice(0, longest)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd();
}
