import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Trouble } from './trouble.tsx';
import { type Attempt, type Outcome, type OwnWords, useAttempt } from './use-attempt.ts';

export type Send<Values> = (values: Values) => Promise<Outcome> | Outcome;

export interface FormSetup<Values> {
  /** as the form begins */
  readonly values: Values;
  /** what keeps it from being sent, in words; null: nothing */
  readonly check?: (values: NoInfer<Values>) => string | null;
  readonly send: Send<NoInfer<Values>>;
  /** words of one's own for some problems */
  readonly problems?: OwnWords;
}

export interface FormState<Values> extends Omit<Attempt, 'setTrouble'> {
  readonly values: Values;
  /** the setter of one value; what was wrong goes with the next change */
  readonly set: <Name extends keyof Values>(name: Name) => (value: Values[Name]) => void;
  readonly change: (part: Partial<Values>) => void;
  /** checks the values and sends them, or does something else with them; nothing is sent twice */
  readonly submit: (instead?: Send<Values>) => Promise<void>;
}

/** Keeps what is being filled in, what is wrong with it, and whether it is under way. */
export function useForm<Values extends object>({ values: begun, check, send, problems }: FormSetup<Values>): FormState<Values> {
  const [values, setValues] = useState(begun);
  const { trouble, setTrouble, busy, attempt } = useAttempt(problems);
  const change = (part: Partial<Values>): void => {
    setValues((before) => ({ ...before, ...part }));
    setTrouble(null);
  };
  const set: FormState<Values>['set'] = (name) => (value) => {
    setValues((before) => ({ ...before, [name]: value }));
    setTrouble(null);
  };
  const submit = async (instead: Send<Values> = send): Promise<void> => {
    const mistake = check?.(values) ?? null;
    if (mistake !== null) return setTrouble(mistake);
    await attempt(async () => instead(values));
  };
  return { values, set, change, trouble, busy, attempt, submit };
}

/** A form as its frame needs it, whatever its values are. */
export interface Submittable {
  readonly trouble: string | null;
  readonly busy: boolean;
  readonly submit: () => Promise<void>;
}

export interface SubmitProps {
  readonly words: string;
  /** its hook */
  readonly name: string;
  /** whether it may be pressed */
  readonly can?: boolean;
}

export interface FormProps {
  readonly form: Submittable;
  readonly class?: string;
  /** the button below what is wrong; none where the form's children place both themselves */
  readonly submit?: SubmitProps;
  /** hook of what is wrong */
  readonly troubleName?: string;
  /** beside the button */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Frames fields, what is wrong, and the way out. We say what is wrong, not the browser. */
export function Form({ form, class: look = 'form', submit, troubleName, actions, children }: FormProps): JSX.Element {
  return (
    <form
      class={look}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      {children}
      {submit === undefined ? null : (
        <>
          <Trouble problem={form.trouble} name={troubleName} />
          <div class="form-actions">
            <SubmitButton form={form} {...submit} />
            {actions}
          </div>
        </>
      )}
    </form>
  );
}

/** Sends its form; while it is out of use, Enter in a field does nothing either. */
export function SubmitButton({ form, words, name, can = true }: SubmitProps & { readonly form: Submittable }): JSX.Element {
  return (
    <button type="submit" class="button primary" data-testid={name} disabled={form.busy || !can}>
      {words}
    </button>
  );
}
