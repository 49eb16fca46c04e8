import { Failure } from '../domain/failure.ts';
import { type Candidate, type Reading, recognise } from '../domain/recognition/recognise.ts';
import type { Program } from './program.ts';
import { recentMeetings } from './recent-meetings.ts';

/** What a text holds, with what can be called by its name here. */
export function readingOf(text: string, program: Program): Reading {
  const credentials = program.snapshot.state?.credentials ?? [];
  return recognise(text, { credentials, recent: recentMeetings(program) });
}

/** The most probable thing in a text. @throws Failure `not-recognised`, saying what is wrong with it */
export function firstIn(text: string, program: Program): Candidate {
  const { candidates, problem } = readingOf(text, program);
  const [first] = candidates;
  if (first !== undefined) return first;
  throw new Failure('not-recognised', problem ?? { problem: 'unknown', digits: 0 });
}
