import type { Language } from '../../domain/language.ts';
import type { ChatSession, OpenSession } from '../../http/chat/protocol.ts';
import type { Memory, Owner } from './memory.ts';
import type { Api } from './protocol/api.ts';
import type { Reply } from './protocol/reply.ts';

export interface SessionDeps {
  readonly api: Api;
  readonly memory: Memory;
  /** the site's signed word on who is here */
  readonly identity: string | null;
  /** a personal link's token; `used` when the desk has seen it */
  readonly invite: { readonly token: string; used(): void } | null;
  /** what to ask for; null leaves it to the desk */
  language(): Language | null;
  /** one tab at a time, so that two opened together do not become two visitors */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** `otherWindow`: what was on the screen belongs to a conversation this session does not reach */
  onOpened(session: ChatSession, owner: Owner, otherWindow: boolean): void;
}

export interface Session {
  /** whose session it is, or would be */
  owner(): Owner;
  /** whether there is one to go on with */
  remembered(): boolean;
  open(): Promise<Reply<ChatSession>>;
  /** calls with a token, renewed when it is out of date */
  authorized<T>(call: (token: string) => Promise<Reply<T>>): Promise<Reply<T>>;
}

export const stranger: Owner = '-';

/** A way to open a session, and whose it would be. */
interface Way {
  readonly owner: Owner;
  readonly body: OpenSession;
}

export function createSession({ api, memory, identity, invite, language, exclusively, onOpened }: SessionDeps): Session {
  let token: string | null = null;
  let window: string | null = null;
  let isInvited = invite !== null;
  let owner = (identity === null ? null : subjectOf(identity)) ?? stranger;
  let opening: Promise<Reply<ChatSession>> | null = null;

  async function tryWay({ owner: whose, body }: Way): Promise<Reply<ChatSession>> {
    const wanted = language();
    const reply = await api.openSession(wanted === null ? body : { ...body, language: wanted });
    if (reply.type === 'later') return reply;
    if (body.invite !== undefined) {
      isInvited = false;
      invite?.used();
    }
    if (reply.type === 'ok') take(reply.value, whose, body);
    else if (body.renewal !== undefined && body.identity === undefined) memory.keepRenewal(whose, null);
    return reply;
  }

  function take(opened: ChatSession, whose: Owner, body: OpenSession): void {
    token = opened.token;
    owner = whose;
    memory.keepRenewal(whose, opened.renewal);
    // It is the person's now: whoever uses this browser when they have gone begins as a stranger.
    if (body.identity !== undefined && !opened.apart) memory.keepRenewal(stranger, null);
    const otherWindow = window !== null && window !== opened.window;
    window = opened.window;
    onOpened(opened, whose, otherWindow);
  }

  async function openNow(): Promise<Reply<ChatSession>> {
    let reply: Reply<ChatSession> = { type: 'expired' };
    for (const way of waysFor({ memory, owner, identity, invite: isInvited ? (invite?.token ?? null) : null })) {
      reply = await tryWay(way);
      if (reply.type === 'later' || reply.type === 'ok') return reply;
    }
    return reply;
  }

  function open(): Promise<Reply<ChatSession>> {
    opening ??= exclusively(openNow).finally(() => {
      opening = null;
    });
    return opening;
  }

  return {
    owner: () => owner,
    remembered: () => memory.renewal(owner) !== null,
    open,
    authorized: (call) => callWithToken({ current: () => token, open }, call),
  };
}

interface Token {
  /** null before the first session */
  current(): string | null;
  /** opens a session anew, with a token of its own */
  open: Session['open'];
}

async function callWithToken<T>({ current, open }: Token, call: (token: string) => Promise<Reply<T>>): Promise<Reply<T>> {
  const used = current();
  const first = used === null ? ({ type: 'expired' } as const) : await call(used);
  if (first.type !== 'expired') return first;
  if (current() === used) {
    const opened = await open();
    if (opened.type === 'refused') return { type: 'later', cause: 'broken', afterMs: null };
    if (opened.type !== 'ok') return opened;
  }
  const token = current();
  return token === null ? { type: 'expired' } : call(token);
}

interface Known extends Pick<SessionDeps, 'memory' | 'identity'> {
  readonly owner: Owner;
  /** token of a personal link that was not used yet */
  readonly invite: string | null;
}

/** Lists ways to open a session, from the best that is known to nothing at all: what the desk refuses is not offered again. */
function waysFor({ memory, owner, identity, invite }: Known): readonly Way[] {
  const renewalOf = (whose: Owner): readonly Way[] => {
    const renewal = memory.renewal(whose);
    return renewal === null ? [] : [{ owner: whose, body: { renewal } }];
  };
  const anonymous = memory.renewal(stranger);
  // What this browser wrote before is offered with the proof, to become part of the person's own history.
  const before = anonymous === null ? {} : { renewal: anonymous };
  const invited = invite === null ? [] : [{ owner: stranger, body: { invite, ...before } }];
  const proven = owner === stranger || identity === null ? [] : [{ owner, body: { identity, ...before } }];
  return [
    ...invited,
    ...(anonymous === null ? [] : proven),
    ...renewalOf(owner),
    ...(anonymous === null ? proven : []),
    ...(owner === stranger ? [] : renewalOf(stranger)),
    { owner: stranger, body: {} },
  ];
}

/** Returns whom a JWT is about, unverified: it only chooses whose memory to open, the desk checks the rest. */
function subjectOf(jwt: string): string | null {
  try {
    const payload = (jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (each) => each.charCodeAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown };
    return typeof sub === 'string' && sub !== '' && sub !== stranger ? `person ${sub}` : null;
  } catch {
    return null;
  }
}
