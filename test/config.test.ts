import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, settings } from '../src/config.ts';

const secret = 'x'.repeat(32);

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('have defaults that work on a bare machine', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: undefined,
      databaseUrl: undefined,
      dataFolder: './data',
      freeSpace: 400 * 1024 * 1024,
      demoHistory: true,
      secret: undefined,
      siteSecret: undefined,
      telegramToken: undefined,
      telegramWebhookSecret: undefined,
      telegramApiRoot: 'https://api.telegram.org',
      slackBotToken: undefined,
      slackAppToken: undefined,
      slackSigningSecret: undefined,
      slackChannel: undefined,
      slackApiUrl: 'https://slack.com/api/',
      trustedProxies: ['127.0.0.0/8', '::1'],
      connectionsPerAddress: 4000,
      chatsPerAddress: 60,
      signInsPerAddress: 30,
      uploadsPerSender: 300 * 1024 * 1024,
      uploadsPerAddress: 1000 * 1024 * 1024,
      uploadsOfStrangers: 5000 * 1024 * 1024,
      localWebhooks: false,
      logLevel: 'info',
    });
  });

  it('are read from the environment', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::1',
      PUBLIC_URL: 'https://desk.example/',
      DATABASE_URL: 'postgres://okno@db/okno',
      OKNO_SECRET: secret,
      LOG_LEVEL: 'warn',
    });
    expect(config).toMatchObject({
      port: 0,
      host: '::1',
      publicUrl: 'https://desk.example',
      databaseUrl: 'postgres://okno@db/okno',
      secret,
    });
    expect(config.logLevel).toBe('warn');
  });

  it('count as unset when empty', () => {
    expect(readConfig({ PORT: '', OKNO_DATA: '' })).toMatchObject({ port: 3000, dataFolder: './data' });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['HOST', 'a host'],
    ['PUBLIC_URL', 'desk.example'],
    ['PUBLIC_URL', 'https://desk.example/path'],
    ['PUBLIC_URL', 'ftp://desk.example'],
    ['DATABASE_URL', 'mysql://db/okno'],
    ['LOG_LEVEL', 'loud'],
  ])('names %s when it is %s', (name, value) => {
    const faults = faultsOf({ [name]: value, OKNO_SECRET: secret });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} is malformed .*: expected `));
  });

  it('refuses an OKNO_ setting it does not know', () => {
    expect(faultsOf({ OKNO_SECRETS: secret })).toEqual([
      expect.stringMatching(/^OKNO_SECRETS is not a setting: expected one of OKNO_DATA, .*OKNO_SECRET, /),
    ]);
  });

  it('names proxies by addresses and networks, or none', () => {
    const proxies = (value: string) => readConfig({ OKNO_TRUSTED_PROXIES: value }).trustedProxies;
    expect(proxies('10.0.0.7, fd00::/8')).toEqual(['10.0.0.7', 'fd00::/8']);
    expect(proxies('none')).toEqual([]);
    for (const wrong of ['10.0.0.0/33', 'proxy.example', '10.0.0.1,', 'all'])
      expect(faultsOf({ OKNO_TRUSTED_PROXIES: wrong })[0]).toMatch(/^OKNO_TRUSTED_PROXIES is malformed/);
  });

  it('leaves settings of others alone', () => {
    expect(faultsOf({ HOME: '/root', POSTGRES_PASSWORD: 'p', OKNOTHING: '1' })).toEqual([]);
  });

  it('asks for a secret with a database that several servers share', () => {
    expect(faultsOf({ DATABASE_URL: 'postgres://db/okno' })).toEqual([expect.stringContaining('OKNO_SECRET is missing')]);
  });

  it('tells every fault at once, and none of the values', () => {
    const faults = faultsOf({ PORT: 'p-value', OKNO_SECRET: 'short-secret', DATABASE_URL: 'http://user:hidden@db', OKNO_X: 'x-value' });
    expect(faults.map((each) => each.split(' ')[0]).sort()).toEqual(['DATABASE_URL', 'OKNO_SECRET', 'OKNO_X', 'PORT']);
    expect(faults.join()).not.toMatch(/p-value|short-secret|hidden|x-value/);
  });

  it('document themselves', () => {
    for (const each of Object.values(settings)) {
      expect(each.doc.length).toBeGreaterThan(20);
      expect(each.expected.length).toBeGreaterThan(5);
    }
  });
});
