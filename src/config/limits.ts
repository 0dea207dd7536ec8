import { z } from 'zod';
import { megabytes, setting } from './setting.ts';

/** How much one network address may have; 0 means any number. */
function perAddress(usual: number) {
  return {
    expected: 'a whole number, 0 or more',
    schema: z
      .string()
      .regex(/^\d{1,7}$/)
      .transform(Number)
      .default(usual),
    default: String(usual),
  };
}

/** What one network address or sender may have. */
export const limitSettings = {
  localWebhooks: setting({
    env: 'OKNO_LOCAL_WEBHOOKS',
    doc: 'Outgoing webhooks may be sent to this machine (`http://localhost:…`), for development. Otherwise they leave by https for the open internet only.',
    expected: 'on or off',
    schema: z
      .enum(['on', 'off'])
      .default('off')
      .transform((text) => text === 'on'),
    default: 'off',
  }),
  trustedProxies: setting({
    env: 'OKNO_TRUSTED_PROXIES',
    doc: 'Addresses of reverse proxies whose `X-Forwarded-For` says who is behind them, separated by commas: IP addresses, or networks such as `10.0.0.0/8`. They are never limited themselves. An empty list is `none`.',
    expected: 'IP addresses or networks such as 10.0.0.0/8, separated by commas, or none',
    schema: z
      .string()
      .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((each) => each.trim())))
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
      .default(['127.0.0.0/8', '::1']),
    default: '127.0.0.0/8, ::1',
  }),
  connectionsPerAddress: setting({
    env: 'OKNO_CONNECTIONS_PER_ADDRESS',
    doc: 'Connections one network address may hold at a time; further ones are answered 503 with `Retry-After`. Trusted proxies may hold any number. 0: no cap.',
    ...perAddress(4000),
  }),
  chatsPerAddress: setting({
    env: 'OKNO_CHATS_PER_ADDRESS',
    doc: 'Strangers who may begin in the web chat from one network address within 10 minutes; further ones are answered 429 with `Retry-After`. Whoever has been here before, or proves who they are, is not counted. IPv6 addresses count by their /64 network. 0: no limit.',
    ...perAddress(60),
  }),
  signInsPerAddress: setting({
    env: 'OKNO_SIGN_INS_PER_ADDRESS',
    doc: 'Links and PINs of the desk that may be tried and be wrong from one network address within 10 minutes. 0: no limit.',
    ...perAddress(30),
  }),
  uploadsPerSender: setting({
    env: 'OKNO_UPLOADS_PER_SENDER',
    doc: 'Megabytes of files one visitor of the chat, or one window of a messenger, may send up within 24 hours. What is beyond is refused with a reason; words go through. 0: no cap.',
    ...megabytes(300),
  }),
  uploadsPerAddress: setting({
    env: 'OKNO_UPLOADS_PER_ADDRESS',
    doc: 'The same for all strangers of one network address together. Known clients do not count.',
    ...megabytes(1000),
  }),
  uploadsOfStrangers: setting({
    env: 'OKNO_UPLOADS_OF_STRANGERS',
    doc: 'The same for all strangers together.',
    ...megabytes(5000),
  }),
} as const;
