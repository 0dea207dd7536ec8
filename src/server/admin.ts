import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { adminFile, type Config } from '../config.ts';

export const randomToken = () => randomBytes(32).toString('base64url');

/** Where a command on this machine finds the server, and the token that lets it in. */
export interface AdminFile {
  /** reached from this machine */
  readonly url: string;
  /** where the world reaches the server; links are made from it */
  readonly publicUrl: string;
  readonly token: string;
}

/** Leaves a file by which commands on this machine find the server; returns what takes it away. Readable by the server's user only. */
export async function announce({ dataFolder }: Config, announced: AdminFile): Promise<() => Promise<void>> {
  const file = join(dataFolder, adminFile);
  // Made anew, so that a file somebody left there with other permissions is not written into.
  await rm(file, { force: true });
  await writeFile(file, `${JSON.stringify(announced)}\n`, { flag: 'wx', mode: 0o600 });
  return () => rm(file, { force: true });
}

/** Makes the address by which this machine reaches a server that listens on `host`. */
export function localAddress(host: string, port: number): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Whether a request comes from this machine itself, and is not passed on by a proxy that runs here too. */
export function isLocal(c: Context): boolean {
  if (['x-forwarded-for', 'forwarded', 'x-real-ip'].some((name) => c.req.header(name) !== undefined)) return false;
  const address = getConnInfo(c).remote.address ?? '';
  const { incoming } = c.env as { readonly incoming: { readonly socket: { readonly localAddress?: string } } };
  return address !== '' && (/^(::ffff:)?127\./.test(address) || address === '::1' || address === incoming.socket.localAddress);
}
