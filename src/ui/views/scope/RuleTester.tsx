import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import type { ScopeVerdict } from '../../../domain/scope-verdict.ts';
import { METHODS, type Method } from '../../../domain/url-rule.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useAsk } from '../../use-ask.ts';
import { verdictWords } from './rule-words.ts';

const OPTIONS = METHODS.map((method) => ({ value: method, label: method }));

/** Says of one request whether the key may be used for it, by the same code that signs. */
export function RuleTester({ credential }: { credential: CredentialSummary }) {
  const { busy, failure, ask } = useAsk('scope.test');
  const [method, setMethod] = useState<Method>('GET');
  const [url, setUrl] = useState('');
  const [verdict, setVerdict] = useState<ScopeVerdict | null>(null);
  const input = useRef<HTMLInputElement>(null);
  async function test() {
    if (url.trim() === '') return input.current?.focus();
    setVerdict(await ask({ credentialId: credential.id, method, url: url.trim() }));
  }
  function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!busy) void test();
  }
  return (
    <form class="card" noValidate aria-labelledby="tester-title" onSubmit={onSubmit}>
      <h3 class="section-title" id="tester-title">
        Test a request
      </h3>
      <div class="tester-fields">
        <TextField
          label="URL"
          value={url}
          inputMode="url"
          inputRef={input}
          placeholder="/api/audit/export"
          onInput={(typed) => {
            setUrl(typed);
            setVerdict(null);
          }}
          help="A path on the key’s host, or a full address. Nothing is signed or sent."
        />
        <SelectField
          label="Method"
          value={method}
          options={OPTIONS}
          onChange={(value) => {
            setMethod(METHODS.find((each) => each === value) ?? 'GET');
            setVerdict(null);
          }}
        />
      </div>
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy}>
          Test
        </Button>
      </div>
      <div class="tester-verdict" role="status">
        {verdict && <Verdict verdict={verdict} url={url} />}
      </div>
      {failure && <FailureNote failure={failure} onRetry={() => void test()} />}
    </form>
  );
}

function Verdict({ verdict, url }: { verdict: ScopeVerdict; url: string }) {
  const { allowed, answer, more } = verdictWords(verdict, url.trim());
  return (
    <Notice tone={allowed ? 'good' : 'danger'} title={answer}>
      {more}
    </Notice>
  );
}
