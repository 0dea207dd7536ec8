const shapes = { instant: '{date_short_pretty} {time}', date: '{date_short_pretty}' } as const;

/** An instant, or its day, in the reader's own time. */
export function markedTime(at: Date, shape: keyof typeof shapes = 'instant'): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const plain = at.toISOString().slice(0, shape === 'date' ? 10 : 16);
  return `<!date^${seconds}^${shapes[shape]}|${shape === 'date' ? plain : `${plain.replace('T', ' ')} UTC`}>`;
}
