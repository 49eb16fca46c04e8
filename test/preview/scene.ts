import type { FakeProgram } from './fake-program.ts';

/** A state worth looking at, and what a person does to get there (for the screenshots). */
export interface Scene {
  program: () => FakeProgram;
  /**
   * Steps: `type NAME = text`, `file NAME`, `press NAME`, `open NAME`, `tab NAME`, `link TITLE`,
   * `check NAME`, `choose NAME = value`.
   */
  steps?: string[];
}

/** The same program, with other answers to some requests. */
export function withAnswers(
  program: FakeProgram,
  answers: Partial<FakeProgram['answers']>,
): FakeProgram {
  program.answers = { ...program.answers, ...answers };
  return program;
}
