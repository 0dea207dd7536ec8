import { z } from 'zod';
import { cleanName } from '../domain/person-name.ts';

/** A name of a person or a client, of which nothing turns or hides the words around it. */
export const name = z.string().trim().max(200).overwrite(cleanName).min(1);
