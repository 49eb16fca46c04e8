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

describe('A summary in other forms', () => {
  const hostile = {
    ...personalRoom,
    name: 'Review\n- Host: nobody [x](https://evil.example) <b>',
    host: { ...personalRoom.host, name: '*Ada* & `co`' },
  };

  it('lets nobody who named a meeting write lines or signs of their own', () => {
    expect(meetingSummary(hostile).split('\n')[0]).toBe(
      'Review - Host: nobody [x](https://evil.example) <b>',
    );
    const markdown = meetingSummary(hostile, { format: 'markdown' });
    expect(markdown).toContain('**Review - Host: nobody \\[x\\](https://evil.example) \\<b\\>**');
    expect(markdown).toContain('- Host: \\*Ada\\* \\& \\`co\\` \\<johndoe@test.com\\>');
    const html = meetingSummary(hostile, { format: 'html' });
    expect(html).toContain('<li>Host: *Ada* &amp; `co` &lt;johndoe@test.com&gt;</li>');
    expect(html).not.toContain('<b>');
  });

  it('masks every email on demand, and no SIP address', () => {
    const named = { ...personalRoom, name: 'For jane.roe+x@example.co.uk and a@b' };
    for (const format of ['text', 'markdown', 'html'] as const) {
      const summary = meetingSummary(named, { format, masked: true });
      expect(summary).toContain('For j•••@••• and a•••@•••');
      expect(summary).not.toMatch(/johndoe@|jane|example/);
      expect(summary).toContain('400971234@hmwds6.qa.webex.com');
    }
  });

  it('tells what the caller was told to dial', () => {
    const numbers = [{ country: 'Uganda', number: '+256 (0) 2341', tollFree: false }];
    expect(meetingSummary(personalRoom, { numbers })).toContain(
      '\nDial (Uganda): +25602341,,400971234#\n',
    );
  });
});
