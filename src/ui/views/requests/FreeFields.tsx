import { METHODS } from '../../../domain/url-rule.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { OpenPaths } from './OpenPaths.tsx';
import type { KeyedDraft } from './RequestForm.tsx';
import { jsonProblem } from './request-draft.ts';

const OPTIONS = METHODS.map((method) => ({ value: method, label: method }));

/** A request that is no operation's: any path on the key's own hosts, as far as its rules go. */
export function FreeFields({ draft, tried }: { draft: KeyedDraft; tried: boolean }) {
  const { values, change, written } = draft;
  const { path = '', headers = '', body = '', method = 'GET' } = values;
  const errorOf = (name: string, label: string) => {
    const problem = written.problems[name];
    return problem !== undefined && tried ? `${label} ${problem}.` : undefined;
  };
  const jsonIsWrong = /^\s*[{[]/.test(body) ? jsonProblem(body) : null;
  return (
    <>
      <p class="quiet request-about">
        Any path on the key’s own hosts, as far as its allowed URLs go. The proof is added.
      </p>
      <ApiField draft={draft} />
      <div class="request-target">
        <SelectField
          label="Method"
          value={method}
          options={OPTIONS}
          onChange={(value) => change('method', value)}
        />
        <TextField
          label="Path"
          value={path}
          inputMode="url"
          placeholder="/api/things?from=2026-11-01"
          error={errorOf('path', 'The path')}
          onInput={(value) => change('path', value)}
        />
      </div>
      <OpenPaths draft={draft} method={method} onChoose={(value) => change('path', value)} />
      <TextArea
        label="Headers"
        rows={2}
        value={headers}
        error={errorOf('headers', 'This')}
        help="One a line, as in “Accept: application/json”."
        onInput={(value) => change('headers', value)}
      />
      {method !== 'GET' && (
        <TextArea
          label="Body"
          rows={5}
          value={body}
          error={jsonIsWrong === null ? undefined : `The body ${jsonIsWrong}.`}
          help="Sent as it is written."
          onInput={(value) => change('body', value)}
        />
      )}
    </>
  );
}

/** Which of the system's APIs, where it has several. */
function ApiField({ draft }: { draft: KeyedDraft }) {
  const apis = draft.card?.apis ?? [];
  if (apis.length < 2) return null;
  return (
    <SelectField
      label="API"
      value={draft.values['api'] ?? apis[0]?.id ?? ''}
      options={apis.map(({ id, label }) => ({ value: id, label }))}
      onChange={(value) => draft.change('api', value)}
    />
  );
}
