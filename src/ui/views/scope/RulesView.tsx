import { useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import { isFailure } from '../../../domain/failure.ts';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import type { UrlRule } from '../../../domain/url-rule.ts';
import { readRules, writeRules } from '../../../domain/url-rule-text.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { draftOf, fieldsThere, type KeyDraft, toCredentialDraft } from '../../key-draft.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useSystems } from '../../use-systems.ts';
import { LintNotes } from './LintNotes.tsx';
import { sceneOf } from './RuleFields.tsx';
import { RuleList } from './RuleList.tsx';
import { RuleRows } from './RuleRows.tsx';
import { RuleTester } from './RuleTester.tsx';
import { lintOf } from './rule-lint.ts';
import { problemOfRule } from './rule-problem.ts';
import { LOCAL_METHODS, NO_RULES, STAR_HELP } from './rule-words.ts';
import './scope.css';

/** What one key may be used for: see what the rules open, change them, try a request. */
export function RulesView() {
  const { state, about } = useProgram();
  const { cards, failure, load } = useSystems();
  const credential = state?.credentials.find(({ id }) => id === about);
  const card = cards?.find(({ id }) => id === credential?.provider);
  return (
    <Page page="rules">
      {state !== null && credential === undefined && (
        <Notice tone="info" title="This key is gone">
          It was deleted, perhaps in another window.
        </Notice>
      )}
      {failure && <FailureNote failure={failure} onRetry={() => void load()} />}
      {credential && (
        <>
          <p class="rules-of">
            Of “{credential.label}”, {credential.providerLabel}
          </p>
          {card && <Rules key={credential.id} credential={credential} card={card} />}
        </>
      )}
    </Page>
  );
}

interface RulesProps {
  credential: CredentialSummary;
  card: ProviderCard;
}

function Rules({ credential, card }: RulesProps) {
  const draft = draftOf(credential, card);
  const field = fieldsThere(draft, card).find(({ kind }) => kind === 'rules');
  // All at once: nothing moves down when the rules are there.
  return (
    <>
      {credential.lookUpOnly ? (
        <GivenRules rules={credential.rules} draft={draft} card={card} />
      ) : (
        <EditRules credential={credential} card={card} />
      )}
      <RuleTester credential={credential} />
      {field && (
        <section class="card" aria-labelledby="remote-rules">
          <h3 class="section-title" id="remote-rules">
            The key’s own URLs
          </h3>
          <RuleList rules={readRules(draft.fields[field.name] ?? '')} />
          <p class="quiet">
            As {card.label} has them. A request must be open by these, too. They are changed with
            “Edit” on the key.
          </p>
        </section>
      )}
    </>
  );
}

interface GivenRulesProps {
  rules: readonly UrlRule[];
  draft: KeyDraft;
  card: ProviderCard;
}

/** Rules that came with a key for look-ups only: to be seen, not to be changed. */
function GivenRules({ rules, draft, card }: GivenRulesProps) {
  const lint = lintOf(rules, sceneOf(draft, card));
  const numbered = lint.map(({ place, text }) => ({
    place,
    text: place === null ? text : `${place + 1}: ${text}`,
  }));
  return (
    <section class="card" aria-labelledby="rules-title">
      <h3 class="section-title" id="rules-title">
        Latchkey signs only requests to
      </h3>
      {rules.length === 0 ? <p>Everything on the key’s own host.</p> : <RuleList rules={rules} />}
      <LintNotes lint={numbered} />
      <p class="quiet">You were given this key for look-ups only: its URLs stay as they came.</p>
    </section>
  );
}

function EditRules({ credential, card }: RulesProps) {
  const { rules, change, changed, checked, saving, saved, save, takeCurrent } = useRules(
    credential,
    card,
  );
  const { busy, failure } = saving;
  const lint = lintOf(rules, sceneOf(draftOf(credential, card), card));
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <RuleRows
        legend="Latchkey signs only requests to"
        help={STAR_HELP}
        none={NO_RULES}
        rules={rules}
        methods={LOCAL_METHODS}
        checked={checked}
        lint={lint}
        onEdit={change}
      />
      {changed && (
        <div class="actions">
          <Button type="submit" kind="primary" busy={busy}>
            Save URLs
          </Button>
          <span class="quiet">Until then, the test goes by what is saved.</span>
        </div>
      )}
      {saved && !changed && (
        <Notice tone="good" role="status">
          The URLs are saved.
        </Notice>
      )}
      {failure && (
        <FailureNote
          failure={failure}
          onRetry={isFailure(failure, 'changed-meanwhile') ? takeCurrent : () => void save()}
        />
      )}
    </form>
  );
}

/** The rules as they are being edited; what else the key has is saved as it is. */
function useRules(credential: CredentialSummary, card: ProviderCard) {
  const { program } = useProgram();
  const saving = useAsk('credentials.save');
  const [rules, setRules] = useState(credential.rules);
  const [checked, setChecked] = useState(false);
  const [saved, setSaved] = useState(false);
  const changed = writeRules(rules) !== writeRules(credential.rules);

  async function save() {
    setChecked(true);
    if (rules.some(({ url }) => problemOfRule(url) !== null)) return;
    const tidied = rules.map(({ url, method }) => ({ url: url.trim(), method }));
    const draft = { ...draftOf(credential, card), rules: tidied };
    if ((await saving.ask(toCredentialDraft(draft, card, credential))) === null) return;
    setRules(tidied);
    setSaved(true);
    setChecked(false);
    await program.refresh();
  }

  async function takeCurrent() {
    saving.show(null);
    await program.refresh();
    const current = program.snapshot.state?.credentials.find(({ id }) => id === credential.id);
    if (current) setRules(current.rules);
  }

  function change(edit: (now: readonly UrlRule[]) => UrlRule[]) {
    setSaved(false);
    setRules(edit);
  }

  return {
    rules,
    change,
    changed,
    checked,
    saving,
    saved,
    save,
    takeCurrent: () => void takeCurrent(),
  };
}
