import { fileOperations } from './files.ts';
import { meetingOperations } from './meetings.ts';
import { proposalOperations } from './proposals.ts';
import { searchOperations } from './search.ts';
import { snippetOperations } from './snippets.ts';
import { taskOperations } from './tasks.ts';

/** What everybody at the desk works with: finding, tasks, ready sentences, files. */
export const workOperations = [
  ...searchOperations,
  ...taskOperations,
  ...proposalOperations,
  ...meetingOperations,
  ...snippetOperations,
  ...fileOperations,
] as const;
