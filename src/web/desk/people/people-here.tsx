import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SessionPeople } from '../../../http/desk/people/session.ts';
import { usePage } from '../frame/page.ts';
import { PinField } from '../frame/pin-field.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Form, SubmitButton, useForm } from '../kit/form.tsx';
import { Trouble } from '../kit/trouble.tsx';

type Somebody = SessionPeople['people'][number];

/** Lists those who have signed in with this browser; one of them enters by PIN. */
export function PeopleHere({ people }: { readonly people: readonly Somebody[] }): JSX.Element {
  const { t } = usePage();
  const [chosen, setChosen] = useState<string | null>(people.find((each) => each.pin && !each.locked)?.id ?? null);
  return (
    <ul class="people-here">
      {people.map((each) => (
        <li key={each.id}>
          <button
            type="button"
            class="person-here"
            aria-expanded={chosen === each.id}
            disabled={!each.pin || each.locked}
            data-testid="person-here"
            onClick={() => setChosen(each.id)}
          >
            <span class="person-name">
              <strong dir="auto">{each.name}</strong>
              <span class="muted">{each.locked ? t('switch.locked') : each.pin ? each.email : t('switch.no-pin')}</span>
            </span>
          </button>
          {chosen === each.id ? <Enter somebody={each} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Enter({ somebody }: { readonly somebody: Somebody }): JSX.Element {
  const { t, desk } = usePage();
  const form = useForm({
    values: { pin: '' },
    async send({ pin }) {
      const problem = await desk.switchTo(somebody.email, pin);
      if (problem !== null) form.change({ pin: '' });
      return problem;
    },
  });
  const { pin } = form.values;
  return (
    <Form form={form} class="enter">
      <PinField label={t('switch.pin', { name: somebody.name })} name="switch-pin" value={pin} set={form.set('pin')} />
      <SubmitButton form={form} words={t('switch.enter')} name="switch-enter" can={pin.length === 6} />
      <Trouble problem={form.trouble} name="switch-problem" />
    </Form>
  );
}

export function SwitchDialog({ people }: { readonly people: readonly Somebody[] }): JSX.Element {
  const { t, dispatch, state } = usePage();
  const me = state.session.type === 'ready' ? state.session.me.specialist.id : null;
  const others = people.filter((each) => each.id !== me);
  return (
    <Dialog title={t('switch.title')} name="switch" close={() => dispatch({ type: 'dialog', dialog: null })}>
      <div class="dialog-body">
        <p class="muted">{t(others.length === 0 ? 'switch.none' : 'switch.text')}</p>
        <PeopleHere people={others} />
      </div>
    </Dialog>
  );
}
