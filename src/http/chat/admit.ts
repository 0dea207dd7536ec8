import { openingOf } from '../../../flows/words.ts';
import { withInvite } from '../../db/clients/invites.ts';
import { type ClientRef, findClient } from '../../db/clients/listed.ts';
import {
  belongsByProof,
  contactById,
  contactBySite,
  hasConsented,
  type KnownContact,
  standingOfContact,
} from '../../db/conversations/visitor.ts';
import type { ClientId, ContactId, Id } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { clientRefOf } from '../api/client-of.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { sha256 } from '../keys.ts';
import { joinVisitor, proveVisitor } from './join.ts';
import type { ChatSession, OpenSession } from './protocol.ts';
import { chatStateOf } from './state.ts';
import { siteAddress, threadOf, visitorNow, webchat } from './thread.ts';
import { type ChatTokens, lifetimes, type Visitor } from './tokens.ts';

/** What is known of whoever asks before they say anything. */
interface Asking {
  /** the language their browser likes best */
  readonly preferred: Language | null;
  /** counts a stranger who was never here; throws when there are too many from where they are */
  countStranger(): void;
}

interface Admitted {
  readonly visitor: Visitor;
  readonly contact: KnownContact | null;
  /** when what proved them ends, in seconds; a renewal does not outlive it */
  readonly proofEnds?: number;
  readonly apart?: boolean;
}

/** Opens a session. A stranger leaves no trace before their first message. */
export async function openChatSession(deps: HttpDeps, tokens: ChatTokens, body: OpenSession, asking: Asking): Promise<ChatSession> {
  const now = deps.now();
  const { visitor: admitted, contact, proofEnds, apart = false } = await admit(deps, tokens, body, asking);
  const thread = await threadOf(deps, admitted);
  const visitor = thread === null ? admitted : { ...admitted, window: thread.current };
  const [{ token, expires }, renewal] = await Promise.all([tokens.issue(visitor, now), tokens.issueRenewal(visitor, now, proofEnds)]);
  const { language } = visitor;
  return {
    token,
    tokenExpiresAt: expires.toISOString(),
    renewal,
    window: visitor.window,
    language,
    contact: contact === null ? null : { name: contact.name ?? '' },
    state: await chatStateOf(deps, thread, contact?.id ?? null, language),
    opening: await opening(deps, language, contact, thread?.contact ?? null),
    apart,
    consent: await consentOwed(deps, thread?.contact ?? contact?.id ?? null, language),
    telegram: (deps.telegram?.username() ?? null) !== null,
    lastSeq: thread?.lastSeq ?? 0,
  };
}

/** Who was with a specialist before is asked nothing, though nobody has proved who they are: only their name is not said. */
async function opening(
  { company, db }: HttpDeps,
  language: Language,
  proven: KnownContact | null,
  contact: ContactId | null,
): Promise<ChatSession['opening']> {
  const isServed = proven === null && contact !== null && (await standingOfContact(db, contact)) !== null;
  const name = proven?.name ?? (proven !== null || isServed ? '' : null);
  const { text, question } = openingOf(company().flow.tree, language, name);
  return { text, question: question === null ? null : { ...question, options: [...question.options] } };
}

async function consentOwed({ db, company }: HttpDeps, contact: ContactId | null, language: Language): Promise<ChatSession['consent']> {
  const { consent } = company().policy.data;
  if (consent === undefined || !consent.required) return null;
  if (contact !== null && (await hasConsented(db, contact, consent.version))) return null;
  return { version: consent.version, text: consent.text[language], url: consent.url ?? null };
}

/** Who this is: by a personal link or the site's word, else by an earlier session, else a stranger. */
async function admit(deps: HttpDeps, tokens: ChatTokens, body: OpenSession, asking: Asking): Promise<Admitted> {
  return (await invited(deps, tokens, body)) ?? (await signedIn(deps, tokens, body)) ?? (await known(deps, tokens, body, asking));
}

/** A link that was used or is out of date is as good as none, and says nothing of whose it was. */
async function invited(deps: HttpDeps, tokens: ChatTokens, { invite, renewal, language }: OpenSession): Promise<Admitted | null> {
  if (invite === undefined) return null;
  const now = deps.now();
  const made = { tokenHash: await sha256(invite), at: now, purposes: ['invite'] } as const;
  return withInvite(deps.db, made, async ({ contact: id, client }) => {
    const contact = await contactById(deps.db, id);
    if (contact === null) return null;
    const { proven, address } = await proveVisitor(deps, tokens, contact, { renewal, client });
    await writeForNext(deps, proven, client);
    const proofEnds = Math.floor(now.getTime() / 1000) + lifetimes.inviteRenewal;
    const visitor = { address, window: proven.window_id, contact: proven.id, language: language ?? proven.language };
    return { visitor, contact: proven, proofEnds };
  });
}

async function signedIn(deps: HttpDeps, tokens: ChatTokens, { identity, renewal, language }: OpenSession): Promise<Admitted | null> {
  if (identity === undefined) return null;
  const { subject, joins, client: name } = await tokens.verifyIdentity(identity, deps.now());
  const contact = await contactBySite(deps.db, subject);
  if (contact === null) throw new HttpError('unknown-contact');
  const client = name === null ? null : await clientNamed(deps, name);
  if (!joins) {
    await writeForNext(deps, contact, client);
    return { visitor: visitorOf(contact, language ?? contact.language), contact, apart: true };
  }
  const { proven, apart } = await joinVisitor(deps, tokens, contact, { renewal, client });
  await writeForNext(deps, proven, client);
  return { visitor: visitorOf(proven, language ?? proven.language), contact: proven, apart };
}

/** Whoever came for one of their clients, by its link or by the site's word, writes for that one next; of one they are not of nothing follows. */
async function writeForNext({ submit }: HttpDeps, { window_id: window }: KnownContact, client: ClientId | null): Promise<void> {
  if (client !== null) await submit({ type: 'choose-client', window, client, onlyNext: true });
}

/** The site says in which of their companies' names they are logged in. */
async function clientNamed({ db }: HttpDeps, name: string): Promise<ClientId | null> {
  const ref = refOf(name);
  const client = ref === null ? null : await findClient(db, ref);
  return client === null ? null : (client.id as ClientId);
}

function refOf(name: string): ClientRef | null {
  try {
    return clientRefOf(name);
  } catch {
    return null;
  }
}

async function known(deps: HttpDeps, tokens: ChatTokens, body: OpenSession, asking: Asking): Promise<Admitted> {
  if (body.renewal !== undefined) {
    const { expires, ...earlier } = await visitorNow(deps, await tokens.verifyRenewal(body.renewal, deps.now()));
    const visitor = { ...earlier, language: body.language ?? earlier.language };
    if (visitor.contact === null) {
      // What a stranger once had opens nothing more once the address is a contact's: on a shared computer anybody may have it.
      if (await isProven(deps, visitor.address)) throw new HttpError('renewal-invalid');
      return { visitor, contact: null };
    }
    const contact = await contactById(deps.db, visitor.contact);
    if (contact === null) throw new HttpError('unknown-contact');
    return { visitor: { ...visitor, window: contact.window_id }, contact, proofEnds: expires };
  }
  asking.countStranger();
  const language = body.language ?? asking.preferred ?? 'ru';
  const address: Id<'visitor'> = deps.newId();
  return { visitor: { address, window: deps.newId(), contact: null, language }, contact: null };
}

async function isProven({ db, company }: HttpDeps, address: string): Promise<boolean> {
  const account = company().accounts.get(webchat);
  return account !== undefined && (await belongsByProof(db, account, address));
}

/** A contact whom the site vouches for writes from one address, whatever device they use. */
function visitorOf(contact: KnownContact, language: Language): Visitor {
  return { address: siteAddress(contact.id), window: contact.window_id, contact: contact.id, language };
}
