/** The script that derives keys, from the extension's root on; `scripts/worker-scripts.ts` makes it. */
export const KDF_SCRIPT = 'src/kdf-worker/kdf-worker.js';
