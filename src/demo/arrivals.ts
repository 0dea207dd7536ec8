import type { Queries } from '../db/db.ts';
import { insertArrivals } from '../db/demo/writers.ts';
import type { AccountId } from '../domain/ids.ts';
import { demoNames } from '../texts/demo-names.ts';
import { stranger } from './cast.ts';
import { happens, pick } from './chance.ts';
import * as happenings from './happenings.ts';
import type { Life } from './life.ts';
import type { Writer } from './people.ts';

/** of those who begin: somebody nobody knows; a client who calls or comes in */
const [strangers, inPerson] = [0.14, 0.08];

interface Arrived {
  readonly writer: Writer;
  readonly at: Date;
}

/** Who begins a conversation, and the addresses from which people write for the first time. `names`: organisations that nobody knows yet. */
export function createArrivals(life: Life, names: readonly string[]) {
  const { random, memory, newId, language } = life;
  const known = new Set<string>();
  const arrived: Arrived[] = [];
  let fresh = 0;

  const organisation = () => {
    fresh += 1;
    return names[fresh - 1] ?? `${pick(random, demoNames[language].last)} ${fresh}`;
  };

  const arrive = (writer: Writer): void => {
    if (known.has(writer.contact)) return;
    known.add(writer.contact);
    arrived.push({ writer, at: new Date(life.at) });
  };

  return {
    begin(): void {
      if (happens(random, strangers)) {
        const writer = stranger(language, newId);
        memory.meet(writer);
        arrive(writer);
        return happenings.begin(life, writer, organisation());
      }
      const free = [...memory.windows.values()].filter((kept) => kept.client !== null && kept.conversations.length === 0);
      if (free.length === 0) return;
      const { writer } = pick(random, free);
      arrive(writer);
      if (happens(random, inPerson)) happenings.visit(life, writer);
      else happenings.begin(life, writer, '');
    },
    /** Writes those who came since the last time. */
    write: (tx: Queries) => writeArrived(tx, life, arrived.splice(0)),
  };
}

/** Whoever comes for the first time has an address from then on; somebody nobody knew becomes a contact of no name, and has a window. */
async function writeArrived(tx: Queries, { newId, staff }: Life, arrived: readonly Arrived[]): Promise<void> {
  const accountId = staff.company.accounts.get('webchat') as AccountId;
  const rows = arrived.map(({ writer, at }) => ({ writer, at, identity: newId<'identity'>() }));
  const unknown = arrived.filter(({ writer }) => writer.name === null);
  await insertArrivals.contacts(
    tx,
    unknown.map(({ writer: { contact: id, window: windowId, name, language }, at: createdAt }) => ({
      ...{ id, windowId, name, language, createdAt },
      ...nothingElse,
    })),
  );
  await insertArrivals.windows(
    tx,
    unknown.map(({ writer: { contact: contactId, window: id } }) => ({ id, contactId, ...emptyWindow })),
  );
  await insertArrivals.identities(
    tx,
    rows.map(({ writer: { window: externalId }, at: createdAt, identity: id }) => ({ id, accountId, externalId, createdAt, ...unsaid })),
  );
  await insertArrivals.links(
    tx,
    rows.map(({ writer: { contact: contactId, name }, at: from, identity: identityId }) => {
      const proof = name === null ? 'first-message' : 'invite';
      return { id: newId(), identityId, contactId, from, until: null, proof };
    }),
  );
}

const nothingElse = { email: null, phone: null, siteId: null, telegramId: null, ratingAskedAt: null, erasedAt: null };
const emptyWindow = { lastSeq: 0, lastChange: 0, seenSeq: 0, tell: null, chosenClientId: null };
const unsaid = { unreachableAt: null, unreachableReason: null, name: null, username: null, source: null };
