import type { Fuzzed } from './run.ts';

/** Pages are there once they are built, which no fuzz needs. */
const isPage = (name: string) => /^GET (\/|\/widget\.js|(\/desk|\/api)?\/(assets\/)?(\{name\})?)$/.test(name);

/** What the longest ways lead to; without a success of each, a run has shown nothing. */
const vital = [
  'POST /desk/api/contacts/{id}/joins/{join}/undo',
  'POST /desk/api/people/{id}/portfolio/move',
  'POST /desk/api/people/{id}/portfolio/moves/{move}/undo',
  'POST /desk/api/violations/{id}/reply',
  'POST /desk/api/violations/{id}/excuse',
  'POST /desk/api/handovers/{id}/say',
  'POST /slack/events',
  'POST /telegram/webhook',
];

/** Operations that never succeeded though they should have: in a short run, of the vital ones. */
export function unreached(tallies: Fuzzed['tallies'], isShort: boolean): string[] {
  const names = isShort ? vital : [...new Set([...tallies.keys(), ...vital])];
  return names.filter((name) => isUnreached(tallies, name));
}

/** Whether a journey asks for something that no journey has led to yet, or may: what all of them broke off before, and nobody reached. */
export function leadsOn(tallies: Fuzzed['tallies'], journey: string, names: readonly string[]): boolean {
  return names
    .filter((name) => isLeftToChance(tallies, name))
    .some((name) => {
      const { journeys = new Map<string, number>() } = tallies.get(name) ?? {};
      return journeys.has(journey) || (journeys.size === 0 && isUnreached(tallies, name));
    });
}

/** Operations that succeeded on no journey: another run may not reach them. */
export function leftToChance(tallies: Fuzzed['tallies']): string[] {
  return [...tallies.keys()].filter((name) => isLeftToChance(tallies, name));
}

function isLeftToChance(tallies: Fuzzed['tallies'], name: string): boolean {
  return isAsked(name) && [...(tallies.get(name)?.journeys.values() ?? [])].every((good) => good === 0);
}

const isAsked = (name: string) => name.includes(' /') && !isPage(name);

/** Whether an operation should have succeeded, and never did. */
export function isUnreached(tallies: Fuzzed['tallies'], name: string): boolean {
  return isAsked(name) && (tallies.get(name)?.succeeded ?? 0) === 0;
}

export function tableOf(fuzzed: Fuzzed, missing: readonly string[]): string {
  const rows = [...fuzzed.tallies].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = rows.map(([name, { asked, succeeded, statuses }]) => {
    const each = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}×${count}`);
    return `${String(asked).padStart(6)} ${String(succeeded).padStart(6)}  ${name}  ${each.join(' ')}`;
  });
  const complaints = fuzzed.complaints.flatMap(({ what, request, n, by, how }) => ['', `request ${n}, by ${by}, ${how}:`, what, request]);
  return [
    ' asked   good  operation',
    ...lines,
    ...complaints,
    '',
    ...missing.map((name) => `never succeeded: ${name}`),
    ...leftToChance(fuzzed.tallies).map((name) => `no journey led to it: ${name}`),
    samplesUsed(fuzzed),
    `seed ${fuzzed.seed}: ${fuzzed.requests} requests in ${fuzzed.seconds} s, ${fuzzed.complaints.length} complaints`,
  ].join('\n');
}

/** Whether Slack's own samples were among what was sent. */
export function samplesUsed({ samples }: Pick<Fuzzed, 'samples'>): string {
  return samples === 0
    ? 'Slack’s own samples: skipped, they are not beside this clone (../shared/specs)'
    : `Slack’s own samples: ${samples}`;
}
