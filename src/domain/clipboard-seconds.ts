import * as v from 'valibot';

/** Seconds after which a copied secret may be taken off the clipboard. */
export const CLIPBOARD_SECONDS = [10, 30, 60, 300] as const;

/** `null`: never. */
export const clipboardSecondsSchema = v.nullable(v.picklist(CLIPBOARD_SECONDS));
export type ClipboardSeconds = v.InferOutput<typeof clipboardSecondsSchema>;
