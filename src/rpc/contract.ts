import type * as v from 'valibot';
import { firstRequests } from './requests/first.ts';
import { laterRequests } from './requests/later.ts';
import type { Request, Requests } from './requests/request.ts';

/** Whatever a page can ask of the worker is a line of one of these groups; each script reads its own. */
export const contract = { ...firstRequests, ...laterRequests } as const satisfies Requests;

export type Call = keyof typeof contract;
export type InputOf<C extends Call> = v.InferOutput<(typeof contract)[C]['input']>;
/** The contract as the router reads it: request by request. */
export type Contract = {
  readonly [C in Call]: Request & { readonly input: v.GenericSchema<unknown, InputOf<C>> };
};
export type { OutputOf } from './answers.ts';
