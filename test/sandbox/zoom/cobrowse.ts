import type { Reply } from '../reply.ts';
import { answer } from './reply.ts';
import type { Asked } from './video.ts';

const session = {
  session_id: 'GDDykmpQQU6MWL3GqLNUkw',
  start_time: '2026-03-01T10:00:00Z',
  session_pin: '987536',
};
const user = { user_id: 'YZ8uRj9zRf2yY5cshmzrTA', user_name: 'Agent', role_type: 'agent' };

/** `null`: there is no such address. Source: Zoom, "Cobrowse SDK API" */
export function cobrowseAnswer(asked: Asked): Reply | null {
  const [first, id, last] = asked.parts;
  const listed = (name: string, all: readonly unknown[]) => {
    const { items, ...page } = asked.page(all);
    return answer({ ...page, [name]: items });
  };
  if (first === 'live_sessions' || first === 'past_sessions') {
    return listed('sessions', [{ ...session, users: [user] }]);
  }
  if (first !== 'sessions' || id !== session.session_id) return null;
  return last === 'users' ? listed('users', [user]) : answer(session);
}
