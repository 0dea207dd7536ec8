/*
 * Signatures as Standard Webhooks has them (https://www.standardwebhooks.com): a receiver checks them with any library of that name, or in
 * ten lines (docs/webhooks.md).
 */

const prefix = 'whsec_';
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A secret as people copy it, of 32 unpredictable bytes. */
export function secretOf(random: Uint8Array): string {
  return prefix + btoa(String.fromCharCode(...random));
}

/** `v1,` and the HMAC-SHA256 of `id.timestamp.body` by the secret's bytes, in base64. */
export async function signature(secret: string, id: string, timestamp: number, body: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.slice(prefix.length)), (each) => each.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, bytesOf(`${id}.${timestamp}.${body}`));
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`;
}

/** Headers of a request. While a secret is being changed both sign: whichever the receiver knows by then, it finds its signature. */
export async function signedHeaders(secrets: readonly string[], id: string, at: Date, body: string): Promise<Record<string, string>> {
  const timestamp = Math.floor(at.getTime() / 1000);
  const signatures = await Promise.all(secrets.map((secret) => signature(secret, id, timestamp, body)));
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
