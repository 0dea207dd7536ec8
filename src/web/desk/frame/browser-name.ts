/* Order decides: most browsers name others too, those they descend from. */
const browsers = [
  ['Edge', /\bEdgA?(iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Yandex', /\bYaBrowser\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;

const systems = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /Linux/],
] as const;

/** Names a browser and its system by what it calls itself, "Firefox, Windows"; null when neither is known. */
export function browserName(agent: string | null): string | null {
  const found = [browsers, systems].flatMap((names) => names.find(([, sign]) => sign.test(agent ?? ''))?.[0] ?? []);
  return found.length === 0 ? null : found.join(', ');
}
