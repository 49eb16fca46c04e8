import { cardOf } from '../../src/domain/provider-card.ts';
import { wordsOf } from '../../src/providers/words.ts';
import { proposalsIn } from '../../src/ui/import/finds.ts';
import type { ImportRow } from '../../src/ui/import/rows.ts';
import type { Program } from './program.ts';

/** What the page “Import keys” finds out about some rows, with the worker's help. */
export async function previewRows(program: Program, rows: readonly ImportRow[]) {
  const proposals = proposalsIn(
    rows,
    (await program.ask('providers.list', {})).map((facts) => cardOf(facts, wordsOf(facts.id))),
  );
  const { verdicts } = await program.ask('import.check', { drafts: proposals.drafts });
  const { leftOut, chosen } = proposals;
  return { finds: proposals.judged(verdicts), leftOut, chosen };
}

/** Takes every key that is ready, as somebody who ticks them all. */
export async function importRows(program: Program, rows: readonly ImportRow[]) {
  const { finds, chosen } = await previewRows(program, rows);
  const ready = finds.filter((find) => find.ready).map(({ key }) => key);
  return program.ask('import.save', { drafts: chosen(ready) });
}
