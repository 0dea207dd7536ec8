import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer } from '../api.ts';
import { Dialog } from '../kit/dialog.tsx';
import { DialogForm, FormDialog } from '../kit/dialog-form.tsx';
import { useForm } from '../kit/form.tsx';
import { usePage } from './page.ts';
import { PinField } from './pin-field.tsx';

const isPin = (pin: string): boolean => /^\d{6}$/.test(pin);

/** Sets or removes the PIN that brings me back on a shared computer. */
export function PinDialog(): JSX.Element {
  const { t, api, dispatch } = usePage();
  const [done, setDone] = useState<'saved' | 'removed' | null>(null);
  const noted = (answer: Answer<null>, what: 'saved' | 'removed'): Answer<null> => {
    setDone(answer.ok ? what : null);
    return answer;
  };
  const form = useForm({
    values: { pin: '', current: '' },
    check: ({ pin }) => (isPin(pin) ? null : t('pin.six')),
    send: async ({ pin, current }) => noted(await api('PUT /me/pin', { body: current === '' ? { pin } : { pin, current } }), 'saved'),
  });
  const { pin, current } = form.values;
  const remove = (): Promise<void> =>
    form.attempt(async () => noted(await api('POST /me/pin/remove', { body: current === '' ? {} : { current } }), 'removed'));
  return (
    <Dialog title={t('pin.title')} name="pin" close={() => dispatch({ type: 'dialog', dialog: null })}>
      <DialogForm
        form={form}
        submit={{ words: t('pin.save'), name: 'pin-save' }}
        status={done === null ? null : t(`pin.${done}`)}
        others={
          <button type="button" class="button quiet spread" onClick={() => void remove()}>
            {t('pin.remove')}
          </button>
        }
      >
        <p class="muted">{t('pin.text')}</p>
        <PinField label={t('pin.new')} name="pin-new" value={pin} set={form.set('pin')} isNew />
        <PinField label={t('pin.current')} hint={t('pin.current.hint')} name="pin-current" value={current} set={form.set('current')} />
      </DialogForm>
    </Dialog>
  );
}

/** Asks for a PIN before the screen is locked, since nothing else opens it again here, and locks it then. */
export function PinToLockDialog(): JSX.Element {
  const { t, api, desk, dispatch } = usePage();
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  const form = useForm({
    values: { pin: '' },
    check: ({ pin }) => (isPin(pin) ? null : t('pin.six')),
    async send(body) {
      const answer = await api('PUT /me/pin', { body });
      if (answer.ok) await desk.leave('lock');
      return answer;
    },
  });
  return (
    <FormDialog title={t('me.lock')} name="pin-to-lock" close={close} form={form} submit={{ words: t('pin.lock'), name: 'pin-lock' }}>
      <p class="muted">{t('pin.to-lock')}</p>
      <PinField label={t('pin.new')} name="pin-new" value={form.values.pin} set={form.set('pin')} isNew />
    </FormDialog>
  );
}
