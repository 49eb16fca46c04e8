import { SECOND } from '../../../domain/time.ts';

const STATUS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No content',
  207: 'Several answers',
  304: 'Not modified',
  400: 'Bad request',
  401: 'Not accepted',
  402: 'Payment needed',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Too large',
  415: 'Type not supported',
  422: 'Cannot be processed',
  429: 'Too many requests',
  500: 'Server error',
  501: 'Not implemented',
  502: 'Bad gateway',
  503: 'Not available',
  504: 'Gateway timed out',
};

/** "404 Not found" */
export function statusWords(status: number): string {
  const words = STATUS[status];
  return words === undefined ? String(status) : `${status} ${words}`;
}

export function statusTone(status: number): 'good' | 'warn' | 'danger' {
  if (status >= 200 && status < 300) return 'good';
  return status >= 400 ? 'danger' : 'warn';
}

/** "182 ms", "2.4 s" */
export function timeWords(ms: number): string {
  return ms < SECOND ? `${ms}\u00a0ms` : `${(ms / SECOND).toFixed(1)}\u00a0s`;
}

/** "116 bytes", "1.2 kB", "5.0 MB" */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return bytes < 1_000_000
    ? `${(bytes / 1_000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Headers that say how often one may ask, and by what the server finds the request again. */
const OF_LIMITS = /rate-?limit|retry-after|trace|tracking-?id|request-?id|correlation/i;

export function isTelling(header: string): boolean {
  return OF_LIMITS.test(header);
}
