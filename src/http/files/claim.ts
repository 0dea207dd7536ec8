import { claimFiles, ownFiles, releaseFiles } from '../../db/files.ts';
import type { Attachment } from '../../domain/content.ts';
import type { Outcome } from '../../engine/submissions/submission.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';

/** What is older may be swept away any moment: an hour less than files are kept. */
const usableMs = 23 * 3600 * 1000;

interface Sending {
  readonly ids: readonly string[];
  /** who uploaded them */
  readonly by: string;
  /** the message's own key: a repeat has its files already */
  readonly key: string;
}

/**
 * Takes uploaded files for a message and submits it with them. Of two messages that name one file the first has it; a refused
 * message gives its files back.
 */
export async function withFiles(
  deps: HttpDeps,
  { ids, by, key }: Sending,
  submit: (attachments: { readonly attachments?: readonly Attachment[] }) => Promise<Outcome>,
): Promise<Outcome> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return submit({});
  const since = new Date(deps.now().getTime() - usableMs);
  const claimed = new Map((await claimFiles(deps.db, { ids: wanted, by, key, since })).map((each) => [each.id, each]));
  const attachments = wanted.flatMap((id) => claimed.get(id) ?? []);
  if (attachments.length < wanted.length) {
    const missing = wanted.filter((id) => !claimed.has(id));
    const own = await ownFiles(deps.db, missing, by);
    throw new HttpError(missing.every((id) => own.has(id)) ? 'file-used' : 'unknown-file', { files: missing });
  }
  const outcome = await submit({ attachments });
  if (outcome.type === 'refused') await releaseFiles(deps.db, by, key);
  return outcome;
}
