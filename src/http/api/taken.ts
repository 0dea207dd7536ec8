import { codeOf, constraintOf } from '../../db/lost.ts';

const fields: Readonly<Record<string, string>> = {
  client_external_id_unique: 'externalId',
  contact_site_id_unique: 'siteId',
  contact_telegram_id_unique: 'telegramId',
};

/** The field whose value another row has, when that is what the database refused. */
export function takenField(error: unknown): string | null {
  return codeOf(error) === '23505' ? (fields[constraintOf(error) ?? ''] ?? null) : null;
}
