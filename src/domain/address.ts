import * as v from 'valibot';

/** An address from a reply: its text, and where it may lead (`null`: it stays text). */
export const addressSchema = v.object({ text: v.string(), href: v.nullable(v.string()) });
export type Address = v.InferOutput<typeof addressSchema>;
