import * as v from 'valibot';

const EMAIL =
  /^[^\s@"<>(),;:\\[\]]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/** An email address as people have them: no quotes, no comments, a domain with a dot. */
export const emailSchema = v.pipe(v.string(), v.maxLength(254), v.regex(EMAIL));
