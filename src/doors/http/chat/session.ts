import { openingOf } from '../../../../flows/words.ts';
import { contactById, contactBySite, type KnownContact } from '../../../db/chat.ts';
import type { ContactId, Id } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/language.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import type { ChatSession, OpenSession } from './contract.ts';
import { chatStateOf } from './state.ts';
import { threadOf } from './thread.ts';
import type { ChatTokens, Visitor } from './tokens.ts';

interface Admitted {
  readonly visitor: Visitor;
  readonly contact: KnownContact | null;
  /** when a login of the site ends, in seconds; a renewal does not outlive it */
  readonly loginEnds?: number;
}

/** Opens a session. Writes nothing: a stranger's rows come with their first message. */
export async function openChatSession(
  deps: HttpDeps,
  tokens: ChatTokens,
  body: OpenSession,
  preferred: Language | null,
): Promise<ChatSession> {
  const now = deps.now();
  const { visitor: admitted, contact, loginEnds } = await admit(deps, tokens, body, preferred);
  const thread = await threadOf(deps, admitted);
  const visitor = thread === null ? admitted : { ...admitted, window: thread.current };
  const [{ token, expires }, renewal] = await Promise.all([tokens.issue(visitor, now), tokens.issueRenewal(visitor, now, loginEnds)]);
  const { language } = visitor;
  return {
    token,
    tokenExpiresAt: expires.toISOString(),
    renewal,
    language,
    contact: contact === null ? null : { name: contact.name ?? '' },
    state: await chatStateOf(deps, thread, language),
    opening: opening(deps, language, contact),
    lastSeq: thread?.lastSeq ?? 0,
  };
}

function opening({ company }: HttpDeps, language: Language, contact: KnownContact | null): ChatSession['opening'] {
  const { text, question } = openingOf(company().flow.tree, language, contact === null ? null : (contact.name ?? ''));
  return { text, question: question === null ? null : { ...question, options: [...question.options] } };
}

/** Who this is: by the site's word, else by an earlier session, else a stranger. */
async function admit(deps: HttpDeps, tokens: ChatTokens, body: OpenSession, preferred: Language | null): Promise<Admitted> {
  const now = deps.now();
  if (body.identity !== undefined) {
    const contact = await contactBySite(deps.db, await tokens.verifyIdentity(body.identity, now));
    if (contact === null) throw new HttpError('unknown-contact');
    return { visitor: visitorOf(contact, body.language ?? contact.language), contact };
  }
  if (body.renewal !== undefined) {
    const { expires, ...earlier } = await tokens.verifyRenewal(body.renewal, now);
    const visitor = { ...earlier, language: body.language ?? earlier.language };
    if (visitor.contact === null) return { visitor, contact: null };
    const contact = await contactById(deps.db, visitor.contact);
    if (contact === null) throw new HttpError('unknown-contact');
    return { visitor: visitorOf(contact, visitor.language), contact, loginEnds: expires };
  }
  const language = body.language ?? preferred ?? 'ru';
  const address: Id<'visitor'> = deps.newId();
  return { visitor: { address, window: deps.newId(), contact: null, language }, contact: null };
}

/** A contact the site vouches for writes from one address, whatever device they use. */
function visitorOf(contact: KnownContact, language: Language): Visitor {
  const id: ContactId = contact.id;
  return { address: `site:${id}`, window: contact.window_id, contact: id, language };
}
