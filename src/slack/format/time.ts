const shapes = { instant: '{date_short_pretty} {time}', date: '{date_short_pretty}' } as const;

/** Writes an instant, or its day, for Slack to show in the reader's own time; `fallback` is for clients that cannot. */
export function markedTime(at: Date, shape: keyof typeof shapes = 'instant', fallback = inUtc(at, shape)): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^${shapes[shape]}|${fallback}>`;
}

function inUtc(at: Date, shape: keyof typeof shapes): string {
  const [date, time] = at.toISOString().split('T');
  return shape === 'date' ? (date ?? '') : `${date} ${time?.slice(0, 5)} UTC`;
}
