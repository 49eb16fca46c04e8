// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { parseLossless } from '../../src/domain/lossless-json.ts';
import { SettingsDiff } from '../../src/ui/views/settings-diff/SettingsDiff.tsx';
import { settingsDiff } from '../../src/ui/views/settings-diff/settings-diff.ts';

const diff = (before: string, after: string) =>
  settingsDiff(parseLossless(before), parseLossless(after));
const said = (before: string, after: string) =>
  diff(before, after).changes.map(
    ({ path, now, next }) => `${path.join('.')}: ${now ?? 'not told'} → ${next}`,
  );

describe('What a change of settings would do', () => {
  it.each([
    ['{"a":{"b":true,"c":1}}', '{"a":{"b":false}}', ['a.b: true → false']],
    ['{"a":{"b":true}}', '{"a":{"b":true}}', []],
    ['{"a":true}', '{"b":"x"}', ['b: not told → "x"']],
    ['{"a":null}', '{"a":{"b":1}}', ['a.b: not told → 1']],
    ['{"a":{"b":1}}', '{"a":null}', ['a: {"b": 1} → null']],
    ['{"a":[1,2]}', '{"a":[2,1]}', ['a: [1, 2] → [2, 1]']],
    ['{"a":[{"x":1,"y":2}]}', '{"a":[{"y":2,"x":1}]}', []],
    ['{"a":"1"}', '{"a":1}', ['a: "1" → 1']],
    ['{"a":{"b":1}}', '{"a":{}}', ['a: {"b": 1} → {}']],
    ['{"constructor":1}', '{"toString":1}', ['toString: not told → 1']],
    ['[]', '{"a":1}', ['a: not told → 1']],
    ['{}', '{}', []],
  ])('%s, sent %s: %j', (before, after, changes) => {
    expect(said(before, after)).toEqual(changes);
  });

  it('tells numbers apart that a browser would round to the same', () => {
    expect(said('{"id":121120347236861135}', '{"id":121120347236861136}')).toEqual([
      'id: 121120347236861135 → 121120347236861136',
    ]);
  });

  it('says what comes into a list and what goes', () => {
    const [change] = diff('{"r":["AU","DE"]}', '{"r":["DE","US"]}').changes;
    expect(change?.items).toEqual({ added: ['"US"'], removed: ['"AU"'] });
  });

  it('counts what is so already', () => {
    expect(diff('{"a":1,"b":2}', '{"a":1,"b":3}')).toMatchObject({ same: 1 });
  });
});

describe('The table of changes', () => {
  const page = document.body;
  afterEach(() => render(null, page));

  const show = (before: string, after: string) =>
    render(<SettingsDiff before={parseLossless(before)} after={parseLossless(after)} />, page);

  it('has a row for each, with both values', () => {
    show(
      '{"in_session":{"data_center_regions":["AU","DE"],"dscp_audio":56,"p2p_ports":true}}',
      '{"in_session":{"data_center_regions":["DE"],"dscp_audio":46,"p2p_ports":true}}',
    );
    const table = page.querySelector('table');
    expect(table?.getAttribute('aria-label')).toBe('Changes');
    const rows = [...(table?.querySelectorAll('tbody tr') ?? [])];
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['in_session.data_center_regions', '["AU", "DE"]', '["DE"]Removed: "AU".'],
      ['in_session.dscp_audio', '56', '46'],
    ]);
    expect(page.textContent).toContain('One other setting would be sent as it is already.');
  });

  it('says so where there is nothing to do', () => {
    show('{"a":1}', '{"a":1}');
    expect(page.querySelector('table')).toBeNull();
    expect(page.textContent).toContain('All that would be sent is so already.');
    show('{"a":1}', '{}');
    expect(page.textContent).toContain('No setting is filled in.');
  });
});
