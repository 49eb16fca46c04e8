import * as v from 'valibot';

/** One request: what it takes, what it gives, whether it needs an unlocked vault, and whether it
 * may be sent again when the worker died before it answered. */
export interface Request {
  readonly input: v.GenericSchema;
  readonly output: v.GenericSchema;
  readonly needs: 'nothing' | 'unlocked';
  readonly repeatable: boolean;
}

/** A group of requests, by their names. */
export type Requests = Record<`${string}.${string}`, Request>;

export const open = { needs: 'nothing', repeatable: true } as const;
export const openOnce = { needs: 'nothing', repeatable: false } as const;
export const unlocked = { needs: 'unlocked', repeatable: true } as const;
export const unlockedOnce = { needs: 'unlocked', repeatable: false } as const;

export const nothing = v.strictObject({});
export const secretText = v.pipe(v.string(), v.maxLength(4_096));
export const typedText = v.pipe(v.string(), v.maxLength(16_384));
export const credentialId = v.pipe(v.string(), v.maxLength(64));
