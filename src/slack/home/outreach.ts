import type { OutreachRow } from '../../db/clients/outreach.ts';
import type { Language } from '../../domain/language.ts';
import { actions, type Block, button, header, mrkdwn } from '../format/blocks.ts';
import { linkName } from '../format/escape.ts';
import { markedTime } from '../format/time.ts';
import { type SlackTextKey, t } from '../translate.ts';
import { outreachAction, rightAction, withdrawAction } from '../views/outreach.ts';

/** Offers to write down whom somebody of sales called or wrote to first, and lists whom they wait for, each to be put right or taken back (R5). */
export function outreachBlocks(rows: readonly OutreachRow[], since: Date, language: Language): Block[] {
  const waiting = rows.filter(({ at, came_at, served }) => at >= since && came_at === null && !served);
  return [
    header(t(language, 'home.outreach')),
    actions(button(t(language, 'button.outreach'), outreachAction, 'new')),
    ...waiting.flatMap((each) => blocksOf(each, language)),
  ];
}

function blocksOf(row: OutreachRow, language: Language): Block[] {
  const { id, contact_name: contact, client_name: client, person, organisation, phone, email, telegram } = row;
  const named = [contact, client, person, organisation].filter((each) => each);
  const name = (named.length > 0 ? named : [phone, email, telegram].filter((each) => each)).join(', ');
  const closer = row.closer_id === row.specialist_id ? [] : [t(language, 'home.outreach.closer', { name: row.closer_name })];
  const words = [linkName(name || t(language, 'home.nameless'), 120), t(language, `outreach.${row.means}` as SlackTextKey)];
  const confirm = {
    title: { type: 'plain_text', text: t(language, 'outreach.withdraw.title') },
    text: { type: 'plain_text', text: t(language, 'outreach.withdraw.text') },
    confirm: { type: 'plain_text', text: t(language, 'button.outreach.withdraw') },
    deny: { type: 'plain_text', text: t(language, 'cancel') },
  };
  return [
    mrkdwn([...words, markedTime(row.at), ...closer.map((each) => linkName(each, 120))].join(' · ')),
    actions(button(t(language, 'button.outreach.right'), rightAction, id), {
      ...button(t(language, 'button.outreach.withdraw'), withdrawAction, id),
      confirm,
    }),
  ];
}
