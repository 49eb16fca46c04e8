import type { RecentMeeting } from '../domain/recognition/recognise.ts';
import type { Program } from './program.ts';

const NONE: readonly RecentMeeting[] = [];

/** The meetings that were looked up lately, newest first, which the box knows by name. None is kept yet. */
export function recentMeetings(_program: Program): readonly RecentMeeting[] {
  return NONE;
}
