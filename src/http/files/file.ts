import { z } from 'zod';
import { attachmentKinds, attachmentStates } from '../../domain/content.ts';

/** A file that came with a message. */
export const file = z.object({
  id: z.uuid(),
  name: z.string(),
  /** as found in the bytes */
  mediaType: z.string(),
  /** bytes */
  size: z.int(),
  /** how a messenger showed it; a file by default */
  kind: z.enum(attachmentKinds).optional(),
  /** absent: here. `coming`: being fetched; `too-big`, `lost`: it never came. `url` is empty then */
  state: z.enum(attachmentStates).optional(),
  /** a path of this server, good for 15 minutes at most; `GET /chat/v1/files/:id` gives a fresh one. `&download=1` saves it instead of showing it */
  url: z.string(),
});

export type ShownFile = z.output<typeof file>;

/** What the OpenAPI document shows. */
export const exampleFile: ShownFile = {
  id: '0195d3a0-7c1e-7000-8000-00000000000f',
  name: 'Invoice 42.pdf',
  mediaType: 'application/pdf',
  size: 48_213,
  url: '/files/0195d3a0-7c1e-7000-8000-00000000000f/Invoice%2042.pdf?exp=1772443800&sig=c2lnbmF0dXJl',
};
