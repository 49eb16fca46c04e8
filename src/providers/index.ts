import type { Provider } from './provider.ts';
import { verint } from './verint/verint.ts';
import { webexMeetings } from './webex-meetings/webex-meetings.ts';
import { zoom } from './zoom/zoom.ts';

/** The systems that Latchkey knows. A new one is a folder and a line here. */
export const providers: readonly Provider[] = [webexMeetings, verint, zoom];
