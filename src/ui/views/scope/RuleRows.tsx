import { Plus, X } from 'lucide';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { UrlRule } from '../../../domain/url-rule.ts';
import { readRules } from '../../../domain/url-rule-text.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { LintNotes } from './LintNotes.tsx';
import type { Lint } from './rule-lint.ts';
import { problemOfRule } from './rule-problem.ts';
import './scope.css';

type Edit = (rules: readonly UrlRule[]) => UrlRule[];

interface RuleRowsProps {
  legend: string;
  help: string;
  /** What it means where there is no row. */
  none?: string;
  rules: readonly UrlRule[];
  methods: readonly { value: string; label: string }[];
  /** Whether somebody tried to save: only then is said what a row lacks. */
  checked: boolean;
  lint: readonly Lint[];
  /** Takes the rules as they are by then. */
  onEdit: (edit: Edit) => void;
}

/** Rows of URL and method, to be added and removed. */
export function RuleRows(props: RuleRowsProps) {
  const { legend, help, none, rules, methods, lint, onEdit } = props;
  const id = useId();
  const { rows, focusNext } = useRowFocus(rules.length);
  const [first] = methods;
  function add() {
    focusNext(rules.length);
    onEdit((now) => [...now, { url: '', method: methodOf(first?.value) }]);
  }
  function remove(place: number) {
    focusNext(Math.min(place, rules.length - 2));
    onEdit((now) => now.filter((_, at) => at !== place));
  }
  function change(place: number, part: Partial<UrlRule>) {
    onEdit((now) => now.map((rule, at) => (at === place ? { ...rule, ...part } : rule)));
  }
  return (
    <fieldset class="rules" aria-describedby={`${id}-help`}>
      <legend class="field-label">{legend}</legend>
      <p class="field-help" id={`${id}-help`}>
        {help}
      </p>
      <div class="rule-rows" ref={rows}>
        {rules.length === 0 && none && <p>{none}</p>}
        {rules.map((rule, place) => (
          <RuleRow
            // Rows have no names of their own, and what they show is wholly in the rules.
            key={`row-${place}`}
            {...props}
            rule={rule}
            place={place}
            onChange={(part) => change(place, part)}
            onRemove={() => remove(place)}
          />
        ))}
        <div class="actions">
          <Button icon={Plus} onClick={add}>
            Add URL
          </Button>
        </div>
      </div>
      <LintNotes lint={lint.filter(({ place }) => place === null)} />
    </fieldset>
  );
}

interface RuleRowProps extends RuleRowsProps {
  rule: UrlRule;
  place: number;
  onChange: (part: Partial<UrlRule>) => void;
  onRemove: () => void;
}

function RuleRow({ rule, place, methods, checked, lint, onChange, onRemove }: RuleRowProps) {
  const problem = checked ? problemOfRule(rule.url) : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset would be drawn as one
    <div class="rule-row" role="group" aria-label={`Rule ${place + 1}`}>
      <TextField
        label="URL"
        value={rule.url}
        inputMode="url"
        placeholder="/api/audit/*"
        onInput={(url) => onChange({ url })}
        error={problem === null ? undefined : `URL ${problem}.`}
      />
      <SelectField
        label="Method"
        value={rule.method}
        options={methods}
        onChange={(value) => onChange({ method: methodOf(value) })}
      />
      <IconButton name="Remove" icon={X} onClick={onRemove} />
      <LintNotes lint={lint.filter((each) => each.place === place)} />
    </div>
  );
}

/** The method in a select's value. */
function methodOf(value = 'GET'): UrlRule['method'] {
  return readRules(`${value} /`)[0]?.method ?? 'GET';
}

/** Takes the focus to a row that was added, or to what stands where one was removed. */
function useRowFocus(count: number) {
  const rows = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const inputs = rows.current?.querySelectorAll<HTMLElement>('input');
    const last = rows.current?.querySelector<HTMLElement>(':scope > .actions button');
    (inputs?.[Math.max(0, wanted.current)] ?? last)?.focus();
    wanted.current = null;
  }, [count]);
  return {
    rows,
    focusNext: (place: number) => {
      wanted.current = place;
    },
  };
}
