/** Rules of assignments, and deadlines of violations, that have words. */
export const ruleNames = [
  'owner',
  'same-person',
  'deputy',
  'stand-in',
  'outreach',
  'named',
  'least-loaded',
  'met',
  'by-hand',
  'first',
  'later',
  'promise',
] as const;
