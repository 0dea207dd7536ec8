import type { JSX } from 'preact';
import { OutreachDialog } from '../clients/outreach-dialog.tsx';
import { LogDialog } from '../conversations/log-dialog.tsx';
import { PromiseDialog } from '../conversations/promise-dialog.tsx';
import { TurnReasonDialog } from '../conversations/reason-dialog.tsx';
import { SpokeDialog } from '../conversations/spoke-dialog.tsx';
import { TransferDialog } from '../conversations/transfer-dialog.tsx';
import { useRead } from '../kit/use-read.ts';
import { SwitchDialog } from '../people/people-here.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { usePage } from './page.ts';
import { PinDialog, PinToLockDialog } from './pin-dialog.tsx';
import { SessionsDialog } from './sessions-dialog.tsx';
import { SummariesDialog } from './summaries-dialog.tsx';

/** Shows whichever dialog is open. */
export function Dialogs(): JSX.Element | null {
  const { state } = usePage();
  switch (state.dialog) {
    case 'transfer':
      return <TransferDialog />;
    case 'promise':
      return <PromiseDialog />;
    case 'take':
    case 'waive':
    case 'beside':
    case 'ask-finance':
    case 'resolve':
    case 'hand-back':
      return <TurnReasonDialog key={state.dialog} verb={state.dialog} />;
    case 'spoke':
      return <SpokeDialog />;
    case 'keys':
      return <KeysDialog />;
    case 'log':
      return <LogDialog />;
    case 'outreach':
      return <OutreachDialog />;
    case 'pin':
      return <PinDialog />;
    case 'pin-to-lock':
      return <PinToLockDialog />;
    case 'sessions':
      return <SessionsDialog />;
    case 'summaries':
      return <SummariesDialog />;
    case 'switch':
      return <Switch />;
    case null:
      return null;
  }
}

function Switch(): JSX.Element {
  const { api } = usePage();
  const read = useRead('people-here', null, () => api('GET /session/people'));
  return <SwitchDialog people={read.value?.people ?? []} key={read.phase} />;
}
