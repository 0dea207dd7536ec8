import type { Config } from '../config.ts';
import { startTelling } from '../endpoints/upkeep.ts';
import type { EndpointDeps } from '../endpoints/verbs.ts';
import type { Deps } from '../engine/deps.ts';
import type { Loop } from '../engine/loop.ts';
import { createSealing } from '../http/sealing.ts';
import { createPostWebhook } from './post-webhook.ts';

/** Webhooks as this server sends them: what the doors need of them, and the loops that tell. */
export async function createWebhooks(
  { localWebhooks: local }: Pick<Config, 'localWebhooks'>,
  secret: string,
): Promise<{ readonly doors: { readonly webhooks: EndpointDeps['webhooks'] }; start(deps: Omit<Deps, 'submit'>): Pick<Loop, 'stop'> }> {
  const sealing = await createSealing(secret);
  return {
    doors: { webhooks: { sealing, local } },
    start: (deps) => startTelling({ ...deps, sealing, random: Math.random, post: createPostWebhook({ local }) }),
  };
}
