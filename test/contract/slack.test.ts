import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeAgainst } from '../support/describe-against.ts';
import { readPublished } from '../support/published.ts';
import { slackCallCheck } from '../support/slack-spec.ts';

const root = join(import.meta.dirname, '../..');

describeAgainst(slackCallCheck(), 'what Slack has published of its Web API', (wrong) => {
  it('is what the fake workspace holds every call of every spec against', () => {
    expect(wrong('chat.postMessage', { channel: 'C1', text: 'hello', unfurl_links: 'false' })).toEqual([]);
    expect(wrong('chat.postMessage', { text: 'hello' })).not.toEqual([]);
    expect(wrong('chat.postMessage', { channel: 'C1', text: 'hello', colour: 'red' })).toEqual(['chat.postMessage: no argument colour']);
    expect(wrong('chat.shout', {})).toEqual(['chat.shout: no such method']);
  });

  it('refuses blocks that are malformed or too long', () => {
    const post = (block: object) => wrong('chat.postMessage', { channel: 'C1', text: 'x', blocks: [block] });
    expect(post({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3000) } })).toEqual([]);
    expect(post({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } })).not.toEqual([]);
    expect(post({ type: 'header', text: { type: 'mrkdwn', text: 'x' } })).not.toEqual([]);
    expect(post({ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'x'.repeat(76) } }] })).not.toEqual([]);
    expect(post({ type: 'context', elements: Array.from({ length: 11 }, () => ({ type: 'plain_text', text: 'x' })) })).not.toEqual([]);
  });

  it('takes the blocks others have found valid', () => {
    const ours = [
      'header_block_text_at_limit',
      'section_block_fields',
      'section_block_text_only',
      'rich_text_block_basic',
      'context_block_text_only',
    ];
    const blocks = ours.map((name) => readPublished<unknown>(`slackblocks/spec/fixtures/valid/blocks/${name}.json`));
    const found = blocks
      .filter((each) => each !== null)
      .flatMap((block) => wrong('chat.postMessage', { channel: 'C1', text: 'x', blocks: [block] }));
    expect(found).toEqual([]);
  });
});

/** What each method of the Web API asks the token for. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'bots.info': ['users:read'],
  // In the name of its author; and to a person, in private.
  'chat.postMessage': ['chat:write', 'chat:write.customize', 'im:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  // Of its channels; and of what it told a person in private.
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.members': ['channels:read', 'groups:read'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** What the events ask for that the app listens to. */
const eventScopes: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

interface Manifest {
  readonly features: { readonly slash_commands: readonly { readonly command: string }[] };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
}

describe('slack-manifest.yaml', () => {
  const manifest = parse(readFileSync(join(root, 'slack-manifest.yaml'), 'utf8')) as Manifest;
  const code = globSync(['src/slack/**/*.ts', 'src/server/slack.ts', 'scripts/doctor/slack.ts'], { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const named = [...code.matchAll(/'((?:auth|bots|chat|conversations|files|reactions|users|views)\.[a-zA-Z]+)'/g)].map(
    (found) => found[1] ?? '',
  );
  const called = [...code.matchAll(/client\.((?:auth|chat|conversations|files|reactions|users|views)\.[a-zA-Z]+)\(/g)].map(
    (found) => found[1] ?? '',
  );
  const methods = [...new Set([...named, ...called])].sort();

  it('asks for exactly the scopes that what is called and listened to needs', () => {
    expect(methods.filter((each) => scopesOf[each] === undefined)).toEqual([]);
    expect(methods.length).toBeGreaterThan(10);
    const needed = new Set([
      'commands',
      // A mark on a message is set by a method whose name is put together.
      ...(scopesOf['reactions.add'] ?? []),
      // Whether it is in its channels is what the doctor and whoever installs it look at.
      ...(scopesOf['conversations.info'] ?? []),
      ...methods.flatMap((each) => scopesOf[each] ?? []),
      ...manifest.settings.event_subscriptions.bot_events.flatMap((each) => eventScopes[each] ?? ['unknown']),
    ]);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it('listens to what the door takes, and knows its command', () => {
    const heard = [...code.matchAll(/bolt\.event\('([a-z_]+)'/g)].map((found) => found[1] ?? '');
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual([...heard, 'message.channels', 'message.groups'].sort());
    expect(manifest.features.slash_commands.map((each) => each.command)).toEqual(['/okno']);
  });
});
