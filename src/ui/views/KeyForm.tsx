import type { Ref, TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CredentialSummary } from '../../domain/credential.ts';
import { Failure, isFailure } from '../../domain/failure.ts';
import type { ProviderCard } from '../../domain/provider-card.ts';
import type { MailFilling } from '../activation-mail/mail-findings.ts';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { hostPatterns } from '../host-pattern.ts';
import {
  baseUrlsOf,
  draftForSystem,
  draftOf,
  type FieldProblem,
  filledFrom,
  type KeyDraft,
  missingField,
  newDraft,
  toCredentialDraft,
  withTypedSecrets,
} from '../key-draft.ts';
import { useProgram } from '../ProgramProvider.tsx';
import { useAsk } from '../use-ask.ts';
import { useFocusOnMount } from '../use-focus.ts';
import { useSystems } from '../use-systems.ts';
import { KeyFields } from './KeyFields.tsx';
import { FromMail, useFromMail } from './mail/FromMail.tsx';
import { mistakenMail } from './mail/mistaken-paste.ts';

/** What was saved, and whether the browser lets us ask its hosts (`null`: it has not said). */
export interface SavedKey {
  label: string;
  baseUrls: readonly string[];
  allowed: boolean | null;
}

interface KeyFormProps {
  /** The key that is edited; `null` for a new one. */
  stored: CredentialSummary | null;
  /** Whether somebody came to paste the mail that brought it. */
  fromMail?: boolean;
  onSaved: (saved: SavedKey) => void;
  onClose: () => void;
}

/** The form of a key, once the systems are known. */
export function KeyForm(props: KeyFormProps) {
  const { cards, failure, load } = useSystems();
  const first = cards?.find(({ id }) => id === props.stored?.provider) ?? cards?.[0];
  if (failure) return <FailureNote failure={failure} onRetry={() => void load()} />;
  if (cards === null || first === undefined) return null;
  return <LoadedForm {...props} cards={cards} first={first} />;
}

interface LoadedFormProps extends KeyFormProps {
  cards: readonly ProviderCard[];
  first: ProviderCard;
}

function LoadedForm({ cards, first, onSaved, onClose, ...opened }: LoadedFormProps) {
  const [stored, setStored] = useState(opened.stored);
  const { program } = useProgram();
  const [draft, setDraft] = useState(() =>
    stored === null ? newDraft(first) : draftOf(stored, first),
  );
  const card = systemOf(draft, cards) ?? first;
  const form = useRef<HTMLFormElement>(null);
  const title = useFocusOnMount<HTMLHeadingElement>(!opened.fromMail);
  const mail = useFromMail(opened.fromMail === true);
  const saving = useSave({ form, draft, card, stored, onSaved, onClose });
  /** The key as it is by now, with the secrets that were typed: to be looked at and saved again. */
  async function takeCurrent() {
    await program.refresh();
    const current = program.snapshot.state?.credentials.find(({ id }) => id === stored?.id);
    if (current === undefined) return onClose();
    setStored(current);
    setDraft(withTypedSecrets(draftOf(current, card), draft, card));
    saving.show(null);
  }
  const retry = isFailure(saving.failure, 'changed-meanwhile')
    ? () => void takeCurrent()
    : saving.again;
  useFocusOnProblem(form, saving.failure);
  function chooseSystem(id: string) {
    const chosen = cards.find((each) => each.id === id);
    if (chosen !== undefined) setDraft((now) => draftForSystem(now, chosen));
  }
  /** Takes the focus to what is still to be typed, and else to the button that saves. */
  function fill(filling: MailFilling) {
    const next = filledFrom(filling, draft, cards);
    saving.show(null);
    setDraft(next);
    const missing = missingField(next, systemOf(next, cards) ?? card, stored);
    focusField(form, missing?.label ?? null);
  }
  return (
    <form
      class="stack key-form"
      noValidate
      ref={form}
      onSubmit={saving.onSubmit}
      onPasteCapture={(event) => mail.notice(stored?.lookUpOnly ? null : mistakenMail(event, card))}
    >
      <FormTitle stored={stored} titleRef={title} />
      {!stored?.lookUpOnly && <FromMail mail={mail} cards={cards} stored={stored} onFill={fill} />}
      <KeyFields
        draft={draft}
        card={card}
        cards={cards}
        stored={stored}
        failure={saving.failure}
        onEdit={setDraft}
        onSystem={chooseSystem}
      />
      {saving.failure && <FailureNote failure={saving.failure} onRetry={retry} />}
      <FormButtons busy={saving.busy} onClose={onClose} onEdit={setDraft} />
    </form>
  );
}

interface FormTitleProps {
  stored: CredentialSummary | null;
  titleRef: Ref<HTMLHeadingElement>;
}

function FormTitle({ stored, titleRef }: FormTitleProps) {
  return (
    <h2 class="title" tabIndex={-1} ref={titleRef}>
      {stored === null ? 'Add a key' : `Edit “${stored.label}”`}
    </h2>
  );
}

interface FormButtonsProps {
  busy: boolean;
  onClose: () => void;
  onEdit: (edit: (draft: KeyDraft) => KeyDraft) => void;
}

function FormButtons({ busy, onClose, onEdit }: FormButtonsProps) {
  return (
    <div class="actions form-actions">
      <Button type="submit" kind="primary" busy={busy}>
        Save key
      </Button>
      <Button onClick={onClose}>Cancel</Button>
      <SandboxButton onFill={(part) => onEdit((now) => ({ ...now, ...part(now) }))} />
    </div>
  );
}

interface SaveProps extends KeyFormProps {
  form: { current: HTMLFormElement | null };
  draft: KeyDraft;
  card: ProviderCard;
}

function useSave({ form, draft, card, stored, onSaved, onClose }: SaveProps) {
  const { program } = useProgram();
  const { busy, failure, ask, show } = useAsk('credentials.save');
  const { gesture } = program.world;

  /**
   * The permission prompt may close the popup, and nothing after it runs there: so the key is sent
   * first, not awaited, and the prompt is asked for in the same turn of the click.
   */
  function save() {
    const missing = unfinishedDate(form.current) ?? missingField(draft, card, stored);
    if (missing !== null) return show(new Failure('field-invalid', missing));
    const baseUrls = baseUrlsOf(draft, card);
    const saved = ask(toCredentialDraft(draft, card, stored));
    const patterns = hostPatterns(baseUrls);
    const allowed = patterns.length === 0 ? null : gesture.requestHosts(patterns);
    void finish(saved, allowed, baseUrls);
  }

  async function finish(
    saving: Promise<{ label: string } | null>,
    allowing: Promise<boolean> | null,
    baseUrls: readonly string[],
  ) {
    const answer = allowing?.catch(() => false) ?? false;
    const kept = await saving;
    if (kept === null) return;
    const saved = { label: kept.label, baseUrls };
    program.say(`“${kept.label}” is saved`);
    onSaved({ ...saved, allowed: null });
    onClose();
    await program.refresh();
    onSaved({ ...saved, allowed: await answer });
    await program.refresh();
  }

  function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!busy) save();
  }
  return { busy, failure, show, onSubmit, again: save };
}

/** A date without its time is none for the browser, and would be lost without a word. */
function unfinishedDate(form: HTMLFormElement | null): FieldProblem | null {
  const input = form?.querySelector<HTMLInputElement>('input[type=datetime-local]');
  const problem = 'needs a date and a time';
  return input?.validity.badInput ? { field: 'expires', label: 'Expires', problem } : null;
}

/** Takes the focus to what is wrong, also when it lies under "Advanced". */
function useFocusOnProblem(form: { current: HTMLFormElement | null }, failure: Failure | null) {
  useEffect(() => {
    if (!isFailure(failure, 'field-invalid')) return;
    const input = form.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    input?.closest('details')?.setAttribute('open', '');
    input?.focus();
  }, [form, failure]);
}

function systemOf({ provider }: KeyDraft, cards: readonly ProviderCard[]) {
  return cards.find(({ id }) => id === provider);
}

/** The field with this label, or without one the button that saves. */
function focusField(form: { current: HTMLFormElement | null }, label: string | null): void {
  const labels = [...(form.current?.querySelectorAll('label') ?? [])];
  const field = labels.find(({ textContent }) => textContent === label)?.control;
  (field ?? form.current?.querySelector<HTMLElement>('button[type=submit]'))?.focus();
}

function SandboxButton(props: { onFill: (part: (draft: KeyDraft) => Partial<KeyDraft>) => void }) {
  const sandbox = __SANDBOX__;
  if (sandbox === null) return null;
  const fill = (draft: KeyDraft) => ({
    label: sandbox.label,
    fields: { ...draft.fields, ...sandbox.fields },
  });
  return <Button onClick={() => props.onFill(fill)}>Use the sandbox key</Button>;
}
