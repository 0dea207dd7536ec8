const fields: Readonly<Record<string, string>> = {
  client_external_id_unique: 'externalId',
  contact_site_id_unique: 'siteId',
  contact_telegram_id_unique: 'telegramId',
};

/** The field whose value another row has, when that is what the database refused; the drivers name the index differently. */
export function takenField(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== '23505') return null;
  const name = 'constraint_name' in error ? error.constraint_name : 'constraint' in error ? error.constraint : '';
  return fields[String(name)] ?? null;
}
