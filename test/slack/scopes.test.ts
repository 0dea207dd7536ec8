import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { botEvents, botScopes } from '../../src/slack/scopes.ts';

interface Manifest {
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
}

it('the manifest asks for exactly what is used', () => {
  const { oauth_config: oauth, settings } = parse(readFileSync(join(import.meta.dirname, '../../slack-manifest.yaml'), 'utf8')) as Manifest;
  expect(oauth.scopes.bot.toSorted()).toEqual([...botScopes].toSorted());
  expect(settings.event_subscriptions.bot_events.toSorted()).toEqual([...botEvents].toSorted());
});
