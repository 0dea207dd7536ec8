/*
 * How often which duration occurred, in buckets that grow by the same factor: any percentile comes out within 1.5 %, of any number of
 * values, and two sketches add up to that of both. Buckets are made in SQL (`bucketOf` of db/reports/fold/cells) by the same numbers.
 */

/** How far a percentile may be off, as a share of it. */
const accuracy = 0.015;
export const growth = (1 + accuracy) / (1 - accuracy);

/** Bucket → how many; bucket 0 is less than a second, bucket n from growth^(n-1) to growth^n seconds. */
export type Sketch = Map<number, number>;

/** Adds what is stored of one, `bucket:count,…`. */
export function addTo(sketch: Sketch, stored: string): void {
  for (let at = 0; at < stored.length; ) {
    const colon = stored.indexOf(':', at);
    const comma = stored.indexOf(',', colon);
    const end = comma === -1 ? stored.length : comma;
    const bucket = Number(stored.slice(at, colon));
    sketch.set(bucket, (sketch.get(bucket) ?? 0) + Number(stored.slice(colon + 1, end)));
    at = end + 1;
  }
}

/** The smallest value that so many of all are not above, in seconds; null of none. `share`: 0.5 is the median. */
export function percentile(sketch: Sketch, share: number): number | null {
  let total = 0;
  for (const count of sketch.values()) total += count;
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(total * share));
  let seen = 0;
  for (const bucket of [...sketch.keys()].sort((a, b) => a - b)) {
    seen += sketch.get(bucket) ?? 0;
    if (seen >= rank) return secondsOf(bucket);
  }
  return null;
}

/** The value in a bucket that is least off from all of it. */
function secondsOf(bucket: number): number {
  return bucket === 0 ? 0 : Math.round((2 * growth ** bucket) / (growth + 1));
}
