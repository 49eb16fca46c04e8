import { describe, expect, it } from 'vitest';
import { meetingSummary } from '../../src/ui/meeting-summary.ts';
import { personalRoom, silentMeeting } from '../preview/fixtures.ts';

describe('The summary of a meeting', () => {
  it('tells a colleague what matters, line by line', () => {
    expect(meetingSummary(personalRoom).split('\n')).toEqual([
      'John’s Personal Room',
      'Status: Not in progress',
      'Host: John Doe <johndoe@test.com>',
      'Host joined: No',
      'Participants joined: No',
      'Starts: Any time (personal room)',
      'Duration: 12 h',
      'Password needed: No',
      'Join before host: No',
      'Session key: 400 971 234',
      'Site: hmwds6.qa.webex.com',
      'SIP: 400971234@hmwds6.qa.webex.com',
      'Toll: 10224462261',
      'Toll-free: 10224462262',
      'Conference ID: 121120347236861135',
      'All call-in numbers: https://hmwds6.qa.webex.com/hmwds6/globalcallin.php?serviceType=MC&ED=0',
    ]);
  });

  it('leaves out what was not told, instead of calling it “No”', () => {
    const summary = meetingSummary(silentMeeting);
    expect(summary).toContain('Status: PAUSED_BY_ADMIN');
    expect(summary).not.toMatch(/Host joined|Toll|null|Not told/);
  });

  it('never speaks of passwords, only whether one is needed', () => {
    const summary = meetingSummary({
      ...personalRoom,
      meetingPassword: 'set',
      passwordNeeded: true,
    });
    expect(summary).toContain('Password needed: Yes');
    expect(summary).not.toContain('hidden');
  });
});
