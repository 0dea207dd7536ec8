import type { Language } from '../../domain/language.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import { tCard } from '../../texts/slack-card.ts';
import { oneLine } from '../format/escape.ts';

/**
 * Names the author of a post. Slack shows 80 characters at most; what they are to the client comes last and is never cut off, so no name can
 * pass for a colleague's.
 */
export function authorName(
  { author, authorName: name, authorUnproven, audience }: Pick<Dispatch, 'author' | 'authorName' | 'authorUnproven' | 'audience'>,
  language: Language,
): string {
  const known = oneLine(name ?? '', 48).replaceAll('·', ' ');
  switch (author) {
    case 'client':
      if (known === '') return tCard(language, 'author.client.nameless');
      return tCard(language, authorUnproven === true ? 'author.client.unproven' : 'author.client', { name: known });
    case 'specialist': {
      const shown = known === '' ? tCard(language, 'author.somebody') : known;
      return tCard(language, audience === 'internal' ? 'author.inside' : 'author.specialist', { name: shown });
    }
    default:
      return tCard(language, audience === 'internal' ? 'author.desk.inside' : 'author.desk');
  }
}
