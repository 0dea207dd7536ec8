/** What may be sent up within a day, in bytes; null: as much as anybody likes. */
export interface UploadCaps {
  /** by one sender: a session of the chat, a window of a messenger */
  readonly sender: number | null;
  /** by strangers from one network address */
  readonly address: number | null;
  /** by all strangers together; what known clients send is never refused for it */
  readonly strangers: number | null;
}

interface CapSettings {
  readonly uploadsPerSender: number;
  readonly uploadsPerAddress: number;
  readonly uploadsOfStrangers: number;
}

/** Reads the settings; 0 is no cap. */
export function capsOf({ uploadsPerSender, uploadsPerAddress, uploadsOfStrangers }: CapSettings): UploadCaps {
  return { sender: uploadsPerSender || null, address: uploadsPerAddress || null, strangers: uploadsOfStrangers || null };
}

export const noCaps: UploadCaps = { sender: null, address: null, strangers: null };
