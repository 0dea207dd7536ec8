import { currentConversation, type StateRow, type Thread } from '../../../db/chat.ts';
import type { FlowState, Status } from '../../../domain/decision.ts';
import type { Language } from '../../../domain/language.ts';
import { assertNever } from '../../../domain/never.ts';
import type { Deps } from '../../../engine/deps.ts';
import type { ChatState } from './contract.ts';

/** What the client's screen shows besides messages. */
export async function chatStateOf({ db, company }: Deps, thread: Thread | null, language: Language): Promise<ChatState> {
  const row = thread === null ? null : await currentConversation(db, thread.current);
  if (row === null) return { status: 'open', asking: null, person: null };
  const name = company().departments.find((each) => each.key === row.department)?.name[language] ?? row.department;
  const status = shown(row.status);
  return {
    status,
    asking: status === 'asking' ? askingOf(row, company) : null,
    person: row.specialist === null ? null : { name: row.specialist, department: name },
  };
}

function askingOf(row: StateRow, company: Deps['company']): string | null {
  return company()
    .pinned(row.flow, row.flow_version, row.tree_hash)
    .outline(row.state as FlowState).asking;
}

function shown(status: Status): ChatState['status'] {
  switch (status) {
    case 'asking':
      return 'asking';
    case 'seeking':
    case 'queued':
      return 'queued';
    case 'transferred':
    case 'reopened':
    case 'waiting-on-us':
      return 'waiting-on-us';
    case 'waiting-on-client':
      return 'waiting-on-client';
    case 'resolved':
      return 'resolved';
    case 'closed':
      return 'open';
    default:
      return assertNever(status);
  }
}
