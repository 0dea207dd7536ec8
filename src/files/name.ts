/** Longest name kept, in UTF-16 units: what file systems take, whatever the letters. */
const longest = 120;

/** Characters that are not seen, or turn the reading direction so that `exe.txt` reads as something else. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\uFFFD]/gu;
/** What a system takes for part of a path, or refuses in a name. */
const forbidden = /[\\/:*?"<>|]/g;

/** A file's name as it may be shown and saved: no path, nothing unseen, never empty; the ending survives shortening. */
export function cleanName(claimed: string): string {
  const last = claimed.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const name = last
    .normalize('NFC')
    .replace(unseen, '')
    .replace(forbidden, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return name === '' ? 'file' : shorten(name);
}

function shorten(name: string): string {
  if (name.length <= longest) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : '';
  return (
    name
      .slice(0, longest - ending.length)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trimEnd() + ending
  );
}
