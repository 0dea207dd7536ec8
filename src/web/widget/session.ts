import type { Language } from '../../domain/language.ts';
import type { ChatSession, OpenSession } from '../../http/chat/protocol.ts';
import type { Memory, Whose } from './memory.ts';
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
  onOpened(session: ChatSession, whose: Whose, otherWindow: boolean): void;
}

export interface Session {
  /** whose session it is, or would be */
  whose(): Whose;
  /** whether there is one to go on with */
  remembered(): boolean;
  open(): Promise<Reply<ChatSession>>;
  /** calls with a token, renewed when it is out of date */
  authorized<T>(call: (token: string) => Promise<Reply<T>>): Promise<Reply<T>>;
}

export const stranger: Whose = '-';

export function createSession({ api, memory, identity, invite, language, exclusively, onOpened }: SessionDeps): Session {
  let token: string | null = null;
  let window: string | null = null;
  let isInvited = invite !== null;
  let owner = (identity === null ? null : subjectOf(identity)) ?? stranger;
  let opening: Promise<Reply<ChatSession>> | null = null;

  /** From the best that is known to nothing at all: what the desk refuses is not offered again. */
  function ways(): { readonly whose: Whose; readonly body: OpenSession }[] {
    const all: { whose: Whose; body: OpenSession }[] = [];
    const go = (whose: Whose): void => {
      const renewal = memory.renewal(whose);
      if (renewal !== null) all.push({ whose, body: { renewal } });
    };
    const anonymous = memory.renewal(stranger);
    // What this browser wrote before is offered with the proof, to become part of the person's own history.
    const before = anonymous === null ? {} : { renewal: anonymous };
    if (invite !== null && isInvited) all.push({ whose: stranger, body: { invite: invite.token, ...before } });
    const proof = owner === stranger || identity === null ? null : { whose: owner, body: { identity, ...before } };
    if (proof !== null && anonymous !== null) all.push(proof);
    go(owner);
    if (proof !== null && anonymous === null) all.push(proof);
    if (owner !== stranger) go(stranger);
    all.push({ whose: stranger, body: {} });
    return all;
  }

  async function openNow(): Promise<Reply<ChatSession>> {
    let reply: Reply<ChatSession> = { type: 'expired' };
    for (const { whose, body } of ways()) {
      const wanted = language();
      reply = await api.openSession(wanted === null ? body : { ...body, language: wanted });
      if (reply.type === 'later') return reply;
      if (body.invite !== undefined) {
        isInvited = false;
        invite?.used();
      }
      if (reply.type !== 'ok') {
        if (body.renewal !== undefined && body.identity === undefined) memory.keepRenewal(whose, null);
        continue;
      }
      token = reply.value.token;
      owner = whose;
      memory.keepRenewal(whose, reply.value.renewal);
      // It is the person's now: whoever uses this browser when they have gone begins as a stranger.
      if (body.identity !== undefined && !reply.value.apart) memory.keepRenewal(stranger, null);
      const other = window !== null && window !== reply.value.window;
      window = reply.value.window;
      onOpened(reply.value, whose, other);
      return reply;
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
    whose: () => owner,
    remembered: () => memory.renewal(owner) !== null,
    open,
    async authorized(call) {
      const used = token;
      const first = used === null ? ({ type: 'expired' } as const) : await call(used);
      if (first.type !== 'expired') return first;
      if (token === used) {
        const opened = await open();
        if (opened.type === 'refused') return { type: 'later', cause: 'broken', afterMs: null };
        if (opened.type !== 'ok') return opened;
      }
      return token === null ? { type: 'expired' } : call(token);
    },
  };
}

/** Who a JWT is about, unverified: it only chooses whose memory to open, the desk checks the rest. */
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
