/** Whether two secrets are the same; takes the same time whatever differs, and however long the given one is. */
export async function isSecret(wanted: string, given: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(wanted), digest(given)]);
  let differing = 0;
  for (const [i, byte] of a.entries()) differing |= byte ^ (b[i] ?? 0);
  return differing === 0;
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
