import { base64url } from 'jose';
import type { Sealing } from '../endpoints/post.ts';
import { derive } from './keys.ts';

/** Seals by AES-GCM under a key of OKNO_SECRET: who reads the database alone cannot sign for the desk. */
export async function createSealing(secret: string): Promise<Sealing> {
  const bytes = await derive(secret, 'webhook-secrets');
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    async seal(text) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text));
      return `${base64url.encode(iv)}.${base64url.encode(new Uint8Array(sealed))}`;
    },
    async unseal(sealed) {
      const [iv = '', bytes = ''] = sealed.split('.');
      try {
        const how = { name: 'AES-GCM', iv: new Uint8Array(base64url.decode(iv)) };
        return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, new Uint8Array(base64url.decode(bytes))));
      } catch {
        return null;
      }
    },
  };
}
