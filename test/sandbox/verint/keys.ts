/** A key as Verint's own page has it. */
export interface VerintKey {
  readonly id: string;
  /** 32 bytes in base64url. */
  readonly secret: string;
  readonly type: 'desktop' | 'external' | 'internal' | 'custom';
  /** "METHOD /path", a star for one part; only custom keys have them. */
  readonly urls: readonly string[];
}

/** The keys that every sandbox knows. Their secrets say in clear text that they are none. */
export const verintKeys = {
  external: {
    id: 'EXT00001',
    secret: Buffer.from('NOT-A-SECRET-external-key-000001').toString('base64url'),
    type: 'external',
    urls: [],
  },
  custom: {
    id: 'CUS00001',
    secret: Buffer.from('NOT-A-SECRET-custom-key-00000001').toString('base64url'),
    type: 'custom',
    urls: ['GET /api/audit/*', 'POST /api/qm/export'],
  },
} as const satisfies Record<string, VerintKey>;

/** Whether a key may ask this: only the URLs of custom keys are bounded. Source: seed 002 */
export function mayAsk(key: VerintKey, method: string, path: string): boolean {
  if (key.type !== 'custom') return true;
  return key.urls.some((line) => {
    const [verb, url = ''] = line.split(' ');
    return verb === method && patternOf(url).test(path);
  });
}

function patternOf(url: string): RegExp {
  const escaped = url.split('*').map((piece) => piece.replace(/[^\w/]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[^/]+')}$`);
}
