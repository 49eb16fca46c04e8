import { REMINDER_DAYS, type ReminderSettings } from '../../src/domain/expiry.ts';
import type { Call } from '../../src/rpc/contract.ts';
import type { Answers, FakeProgram } from './fake-program.ts';

export type ExpiryCall = Extract<Call, `expiry.${string}` | `reminders.${string}`>;

/** Expiries and reminders of a program without a worker. */
export function expiryAnswers(program: () => FakeProgram): Pick<Answers, ExpiryCall> {
  let settings: ReminderSettings = { days: [...REMINDER_DAYS], on: false, allowed: false };
  const change = (id: string, part: object) => {
    const { state } = program();
    const credentials = state.credentials.map((each) =>
      each.id === id ? { ...each, ...part } : each,
    );
    program().state = { ...state, credentials };
    return {};
  };
  return {
    'expiry.deleted': () => ({ keys: [] }),
    'expiry.keep': ({ id }) => change(id, { deleteAfterExpiry: false, deletesAtMs: null }),
    'expiry.remove-previous': ({ id }) => change(id, { previous: [] }),
    'reminders.settings': () => ({
      ...settings,
      allowed: program().log.includes('gesture requestPermissions notifications'),
    }),
    'reminders.set': (chosen) => {
      settings = { ...settings, ...chosen };
      return {};
    },
  };
}
