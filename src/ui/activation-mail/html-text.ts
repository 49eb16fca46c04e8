/** Tags that make the shape of a mail; others alone (an address in pointed brackets) make no page of it. */
const STRUCTURE = /<(?:html|body|table|tbody|t[rdh]|div|p|br|span|font|ul|li)(?=[\s/>])/i;
const TOKEN = /<[^<>]*>|[^<]+|</g;
const TAG = /^<\/?([a-z][a-z0-9:-]*)(?=[\s/>])/i;

/** Tags that begin and end a line. */
const BREAKING: ReadonlySet<string> = new Set(
  'br p div tr table ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hr pre blockquote section article header footer'.split(
    ' ',
  ),
);
const UNSEEN: ReadonlySet<string> = new Set(['style', 'script', 'head', 'title']);

export function isHtml(text: string): boolean {
  return STRUCTURE.test(text);
}

/**
 * The text of a mail that was pasted as HTML, with a line for each of its lines and a tab between the
 * cells of a table; any other text as it is. Entities are read in both.
 */
export function textOfHtml(text: string): string {
  const start = text.search(STRUCTURE);
  const end = text.lastIndexOf('>') + 1;
  if (start < 0 || end <= start) return readEntities(text);
  const before = text.slice(0, start);
  return readEntities(`${before}\n${textOfTags(text.slice(start, end))}\n${text.slice(end)}`);
}

function textOfTags(html: string): string {
  return [...visibleTokens(html)].map(signOf).join('');
}

/** Texts and tags, without comments and what a page never shows. */
function* visibleTokens(html: string): Generator<string> {
  let unseen = '';
  for (const [token] of html.matchAll(TOKEN)) {
    if (unseen !== '') {
      if (token.toLowerCase().includes(unseen)) unseen = '';
      continue;
    }
    unseen = hiddenUntil(token);
    if (unseen === '') yield token;
  }
}

/** What ends the hidden part that a token begins; '' for any other. */
function hiddenUntil(token: string): string {
  if (token.startsWith('<!--')) return token.endsWith('-->') ? '' : '-->';
  const tag = tagOf(token);
  return UNSEEN.has(tag) && !token.startsWith('</') ? `</${tag}` : '';
}

function tagOf(token: string): string {
  return TAG.exec(token)?.[1]?.toLowerCase() ?? '';
}

/** Within a page a line break is a blank; a comment or `<!doctype …>` is nothing. */
function signOf(token: string): string {
  if (/^<[!?]/.test(token)) return '';
  const tag = tagOf(token);
  if (tag === '') return token.replace(/[ \t\n]+/g, ' ');
  if (BREAKING.has(tag)) return '\n';
  return (tag === 'td' || tag === 'th') && !token.startsWith('</') ? '\t' : '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  bull: '•',
  middot: '·',
  ndash: '–',
  mdash: '—',
  colon: ':',
  commat: '@',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  eacute: 'é',
  egrave: 'è',
  oacute: 'ó',
};
const LAST_CODE_POINT = 0x10ffff;

function readEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') {
        return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
      }
      const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
    },
  );
}
