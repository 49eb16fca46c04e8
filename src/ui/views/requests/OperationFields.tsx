import { Fragment } from 'preact';
import type { Operation, OperationField } from '../../../domain/operation.ts';
import { fieldsOf } from '../../../domain/operation-request.ts';
import { OpenPaths } from './OpenPaths.tsx';
import { OperationControl } from './OperationControl.tsx';
import type { KeyedDraft } from './RequestForm.tsx';
import type { Problems } from './request-draft.ts';
import type { RequestDraft } from './use-request-draft.ts';

/** What the parts of a request are called, in the order in which they stand in it. */
const PARTS: { [P in OperationField['in']]: string } = {
  path: 'Path',
  query: 'Query',
  header: 'Headers',
  body: 'Body',
};

interface OperationFieldsProps {
  operation: Operation;
  draft: KeyedDraft;
  /** Whether somebody wanted to send it: then everything that is wrong is said. */
  tried: boolean;
}

/** The fields of an operation, by the part of the request that they go into. */
export function OperationFields({ operation, draft, tried }: OperationFieldsProps) {
  const all = fieldsOf(operation);
  const parts = [...new Set(all.map((field) => field.in))];
  if (all.length === 0) return <p class="quiet">Nothing has to be filled in.</p>;
  return (
    <>
      {parts.map((part) => (
        <fieldset key={part} class="request-part">
          <legend class="section-label">{PARTS[part]}</legend>
          {all
            .filter((field) => field.in === part)
            .map((field) => (
              <Fragment key={field.name}>
                <OperationControl
                  field={field}
                  value={draft.values[field.name] ?? ''}
                  error={errorFor(field, draft, tried)}
                  onChange={(value) => draft.change(field.name, value)}
                />
                {field.encoding === 'as-written' && (
                  <OpenPaths
                    draft={draft}
                    method={operation.method}
                    onChoose={(value) => draft.change(field.name, value)}
                  />
                )}
              </Fragment>
            ))}
        </fieldset>
      ))}
    </>
  );
}

/** What is wrong is said when somebody wants to send it; of JSON, and of what is too much, at once. */
function errorFor(field: OperationField, { written, values }: RequestDraft, tried: boolean) {
  const problems: Problems = written.problems;
  const problem = problems[field.name];
  const typed = (values[field.name] ?? '') !== '';
  const early = typed && (field.kind === 'json' || field.kind === 'date');
  return problem !== undefined && (tried || early) ? `${nameOf(field)} ${problem}.` : undefined;
}

/** A field by the API's name; the whole body has none. */
export function nameOf({ name }: Pick<OperationField, 'name'>): string {
  return name === '*' ? 'JSON' : name;
}
