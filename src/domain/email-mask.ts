/** What stands for what is not shown. Always as long, so that it tells no length. */
export const MASK = '•••';

/** Part of an address may be masked already. */
const EMAIL =
  /(?<![\p{L}\p{N}•])([\p{L}\p{N}])[\p{L}\p{N}•._%+'-]{0,250}@[\p{L}\p{N}•](?:[\p{L}\p{N}•.-]{0,250}[\p{L}\p{N}•])?/gu;

/** A text whose emails show their first sign alone: "j•••@•••". */
export function withMaskedEmails(text: string): string {
  return text.replace(EMAIL, `$1${MASK}@${MASK}`);
}
