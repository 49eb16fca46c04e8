import type { Meeting } from '../../src/domain/meeting.ts';
import { createFakeProgram } from './fake-program.ts';
import { busyMeeting, meetingAnswer, personalRoom } from './fixtures.ts';
import { type Scene, withAnswers } from './scene.ts';

const lookUp = ['type Session key, link, email or token = 400971234', 'press Look up'];
const of = (meeting: Meeting, ...steps: string[]): Scene => ({
  program: () =>
    withAnswers(createFakeProgram(), { 'lookup.meeting': () => meetingAnswer(meeting) }),
  steps: [...lookUp, ...steps],
});

/** A meeting while somebody is on the phone. */
export const callScenes: Record<string, Scene> = {
  'call-country': of(personalRoom, 'choose Caller’s country = Vatican City'),
  'call-locked': of({ ...personalRoom, more: [{ name: 'isLocked', value: 'true' }] }),
  'call-lobby': of({
    ...busyMeeting,
    more: [{ name: 'accessControl.lobbyMode', value: 'KNOCK' }],
  }),
  'call-summary': of(
    busyMeeting,
    'open Summary as',
    'choose Summary format = markdown',
    'check Mask emails',
  ),
};
