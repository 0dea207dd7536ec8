/** Leads to a map anybody can open. */
export function mapHref({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
}

/** Calls the number, whatever signs people put between its digits. */
export const phoneHref = (phone: string): string => `tel:${phone.replaceAll(/[^+\d]/g, '')}`;

export const emailHref = (email: string): string => `mailto:${encodeURIComponent(email).replace('%40', '@')}`;

/** Leads to a chat with somebody in Telegram, by the name they have there. */
export const telegramHref = (name: string): string => `https://t.me/${encodeURIComponent(name.replace(/^@/, ''))}`;
