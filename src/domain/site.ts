import * as v from 'valibot';
import { addressSchema } from './address.ts';
import { extraFieldSchema } from './meeting.ts';

/** One site of a person. `null` means that the system did not say. */
export const siteSchema = v.object({
  name: v.string(),
  address: addressSchema,
  /** The single sign-on protocol, as the system words it ("SAML 2.0"); `null`: none. */
  sso: v.nullable(v.string()),
  type: v.nullable(v.string()),
  linkedUser: v.nullable(v.boolean()),
  more: v.array(extraFieldSchema),
});

export type Site = v.InferOutput<typeof siteSchema>;
