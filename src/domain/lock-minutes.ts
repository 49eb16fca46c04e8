import * as v from 'valibot';

/** Minutes without use after which the vault may lock. */
export const LOCK_MINUTES = [1, 5, 15, 30, 60, 240] as const;
export const lockMinutesSchema = v.picklist(LOCK_MINUTES);
export type LockMinutes = v.InferOutput<typeof lockMinutesSchema>;
