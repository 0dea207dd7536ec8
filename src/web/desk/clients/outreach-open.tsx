import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';

/** Whether somebody writes cold calls down: salespeople, heads and the director (R5). */
export function useTellsOutreach(): boolean {
  const { state } = usePage();
  const me = state.session.type === 'ready' ? state.session.me.specialist : null;
  return me !== null && (me.role === 'head' || me.role === 'director' || me.department === 'sales');
}

/** Leads to where cold calls and letters are written down, from wherever clients are looked at. */
export function OutreachLink(): JSX.Element | null {
  const { t, dispatch } = usePage();
  if (!useTellsOutreach()) return null;
  return (
    <button type="button" class="link-button" data-testid="outreach-link" onClick={() => dispatch({ type: 'dialog', dialog: 'outreach' })}>
      {t('outreach.open')}
    </button>
  );
}
