import { fixture, invalid, refuse } from './reply.ts';

type Json = Record<string, unknown>;
const CHANGEABLE = ['in_session', 'session_security'];

/** An account's settings, of which `in_session` and `session_security` may be changed. Source: seed 003 */
export function createSettings() {
  const byAccount = new Map<string, Json>();
  const settingsOf = (accountId: string): Json =>
    byAccount.get(accountId) ?? JSON.parse(fixture('account-settings.json'));

  function change(accountId: string, body: string): void {
    const changes = objectIn(body);
    for (const [name, value] of Object.entries(changes)) {
      if (!CHANGEABLE.includes(name) || !isObject(value)) throw invalid(name, 'Invalid field.');
    }
    byAccount.set(accountId, merged(settingsOf(accountId), changes));
  }
  return { settingsOf, change };
}

function objectIn(body: string): Json {
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch {
    // Said below, in the same words as for any other body that is no object.
  }
  const message = 'Request Body should be a valid JSON object.';
  throw refuse(400, 'BODY', JSON.stringify({ code: 300, message }));
}

/** Objects are put together, everything else takes the place of what was there. */
function merged(before: Json, changes: Json): Json {
  const changed = Object.entries(changes).map(([name, value]) => {
    const old = before[name];
    return [name, isObject(old) && isObject(value) ? merged(old, value) : value];
  });
  return { ...before, ...Object.fromEntries(changed) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
