import * as v from 'valibot';

/** One request: what it takes, and what it needs. Its answer stands in `rpc/answers`. */
export interface Request {
  readonly input: v.GenericSchema;
  readonly needs: 'nothing' | 'unlocked';
  /** It finds something out and changes nothing: not told any more once somebody has locked. */
  readonly finds: boolean;
}

/** A group of requests, by their names. */
export type Requests = Record<`${string}.${string}`, Request>;

export const open = { needs: 'nothing', finds: false } as const;
export const unlocked = { needs: 'unlocked', finds: false } as const;
export const finding = { needs: 'unlocked', finds: true } as const;

export const nothing = v.strictObject({});
export const secretText = v.pipe(v.string(), v.maxLength(4_096));
export const typedText = v.pipe(v.string(), v.maxLength(16_384));
export const credentialId = v.pipe(v.string(), v.maxLength(64));
