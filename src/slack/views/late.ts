import type { Queries } from '../../db/db.ts';
import { addAudit } from '../../db/reports/audit.ts';
import { listViolations, replyToViolation, type ViolationId, type ViolationRow } from '../../db/reports/violations.ts';
import type { Desk } from '../deps.ts';
import type { SlackView } from '../receive/payloads.ts';
import type { Colleague } from '../receive/tap.ts';
import type { Block } from '../whisper.ts';
import { say } from '../whispers.ts';
import { type About, enteredIn, input, mistake, modal, type ViewAnswer, writing } from './modal.ts';

export const lateView = 'okno_late_view';

/** Deadlines somebody missed, the newest first (R13). */
export function ownViolations(db: Queries, specialist: string, limit: number, one: ViolationId | null = null): Promise<ViolationRow[]> {
  const all = { department: null, kind: null, excused: null, from: null, until: null, after: null };
  return listViolations(db, { ...all, departments: [], viewer: specialist, person: specialist, one, limit });
}

/** Room for a sentence about a missed deadline; `turn` names it as the button does. */
export function lateModal({ language }: Pick<Colleague, 'language'>, turn: string): Block {
  const about: About = { conversation: '', channel: null, threadTs: null, more: turn };
  const words = { title: say(language, 'late.title'), submit: say(language, 'late.submit'), close: say(language, 'cancel') };
  return modal(lateView, words, about, [input('text', say(language, 'late.text'), writing(500), { hint: say(language, 'late.hint') })]);
}

/** What its person says about a missed deadline, once: it stands as it was said (R16). */
export async function submitLate(desk: Desk, { viewer, language }: Colleague, about: About, view: SlackView): Promise<ViewAnswer> {
  const { text } = enteredIn(view, 'text');
  const [turnId = '', n = ''] = (about.more ?? '').split('/');
  if (text === '') return mistake('text', say(language, 'needed'));
  const found = (await ownViolations(desk.db, viewer.id, 1, { turnId, n: Number(n) }))[0];
  const at = desk.now();
  const isKept =
    found !== undefined &&
    (await desk.db.transaction(async (tx) => {
      if (!(await replyToViolation(tx, { id: desk.newId(), turnId, n: found.n, by: viewer.id, text, at }))) return false;
      const who = { actorKind: 'specialist', actorId: viewer.id, objectKind: 'specialist', objectId: viewer.id } as const;
      await addAudit(tx, { id: desk.newId(), at, ...who, action: 'violation-replied', data: { turn: turnId, hold: found.n } });
      return true;
    }));
  if (!isKept) return mistake('text', say(language, 'late.already'));
  desk.live.publish([{ topic: `specialist:${viewer.id}`, conversation: found.conversation, version: 0 }]);
  return null;
}
