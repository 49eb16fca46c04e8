import { JsonNumber, writeLossless } from '../../../domain/lossless-json.ts';
import {
  literal,
  PLACEHOLDER,
  powershellQuote,
  type SnippetKind,
  shellQuote,
} from '../../snippet-text.ts';
import { readClaims } from './token-reading.ts';

/** A token as a program of somebody's own makes it, each time anew. */
export interface TokenPlan {
  /** The claims as JSON text around the times, of which there is one less. */
  texts: readonly string[];
  /** The times between those texts: seconds from now. */
  offsets: readonly number[];
  /** How the secret is written down. */
  secretIn: 'text' | 'base64';
}

type TokenSnippet = SnippetKind<TokenPlan>;

const TIMES: readonly string[] = ['iat', 'nbf', 'exp'];
const HEADER = '{"typ":"JWT","alg":"HS256"}';

/** The claims of a token that was made, with times that go with the clock. */
export function planOf(
  claims: string,
  madeForSeconds: number,
  secretIn: TokenPlan['secretIn'],
): TokenPlan {
  const texts: string[] = [];
  const offsets: number[] = [];
  let text = '{';
  for (const { name, value } of readClaims(claims).members) {
    text += `${text.endsWith('{') ? '' : ','}${JSON.stringify(name)}:`;
    if (TIMES.includes(name) && value instanceof JsonNumber) {
      texts.push(text);
      offsets.push(Number(value.digits) - madeForSeconds);
      text = '';
    } else text += writeLossless(value);
  }
  return { texts: [...texts, `${text}}`], offsets, secretIn };
}

/** "now - 30" */
const moment = (now: string, offset: number) =>
  `${now} ${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`;

/** The claims as one expression: texts in quotes, with what is made of each time between them. */
function joined(
  { texts, offsets }: TokenPlan,
  quote: (text: string) => string,
  time: (offset: number) => string,
  plus: string,
): string {
  return texts
    .flatMap((text, place) => {
      const offset = offsets[place];
      return offset === undefined ? [quote(text)] : [quote(text), time(offset)];
    })
    .join(plus);
}

const shell: TokenSnippet['write'] = (plan) => {
  const bytes = plan.secretIn === 'base64' ? ' | openssl base64 -d -A' : '';
  return [
    `secret=${shellQuote(PLACEHOLDER)}`,
    'now=$(date +%s)',
    `payload=${joined(plan, shellQuote, (offset) => `$((${moment('now', offset)}))`, '')}`,
    "encode() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }",
    `key=$(printf %s "$secret"${bytes} | od -An -v -tx1 | tr -d ' \\n')`,
    `data="$(printf %s ${shellQuote(HEADER)} | encode).$(printf %s "$payload" | encode)"`,
    'signature=$(printf %s "$data" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | encode)',
    'token="$data.$signature"',
    'echo "$token"',
  ].join('\n');
};

const powershell: TokenSnippet['write'] = (plan) => {
  const utf8 = (text: string) => `[Text.Encoding]::UTF8.GetBytes(${text})`;
  const secret =
    plan.secretIn === 'base64'
      ? `[Convert]::FromBase64String('${PLACEHOLDER}')`
      : utf8(`'${PLACEHOLDER}'`);
  return [
    `$secret = ${secret}`,
    '$now = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()',
    `$payload = ${joined(plan, powershellQuote, (offset) => `(${moment('$now', offset)})`, ' + ')}`,
    "function Encode([byte[]] $bytes) { [Convert]::ToBase64String($bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_') }",
    `$data = (Encode (${utf8(powershellQuote(HEADER))})) + '.' + (Encode (${utf8('$payload')}))`,
    '$hmac = New-Object Security.Cryptography.HMACSHA256 -ArgumentList (, $secret)',
    `$token = $data + '.' + (Encode ($hmac.ComputeHash(${utf8('$data')})))`,
    '$token',
  ].join('\n');
};

const javascript: TokenSnippet['write'] = (plan) => {
  const secret = `new TextEncoder().encode(${literal(PLACEHOLDER)})`;
  const decoded = `Uint8Array.from(atob(${literal(PLACEHOLDER)}), (sign) => sign.charCodeAt(0))`;
  return [
    `import { CompactSign } from ${literal('jose')};`,
    '',
    `const secret = ${plan.secretIn === 'base64' ? decoded : secret};`,
    'const now = Math.floor(Date.now() / 1000);',
    `const payload = ${joined(plan, literal, (offset) => `(${moment('now', offset)})`, ' + ')};`,
    'const token = await new CompactSign(new TextEncoder().encode(payload))',
    '  .setProtectedHeader({ typ: "JWT", alg: "HS256" })',
    '  .sign(secret);',
    'console.log(token);',
  ].join('\n');
};

const python: TokenSnippet['write'] = (plan) => {
  const secret =
    plan.secretIn === 'base64' ? `base64.b64decode("${PLACEHOLDER}")` : `"${PLACEHOLDER}".encode()`;
  return [
    'import base64, hashlib, hmac, time',
    '',
    `secret = ${secret}`,
    'now = int(time.time())',
    `payload = ${joined(plan, literal, (offset) => `str(${moment('now', offset)})`, ' + ')}`,
    '',
    'def encode(data):',
    '    return base64.urlsafe_b64encode(data).rstrip(b"=")',
    '',
    `data = encode(${literal(HEADER)}.encode()) + b"." + encode(payload.encode())`,
    'token = data + b"." + encode(hmac.new(secret, data, hashlib.sha256).digest())',
    'print(token.decode())',
  ].join('\n');
};

const java: TokenSnippet['write'] = (plan) => {
  const decoded = `Base64.getDecoder().decode(${literal(PLACEHOLDER)})`;
  const secret = `${literal(PLACEHOLDER)}.getBytes(UTF_8)`;
  return [
    'import static java.nio.charset.StandardCharsets.UTF_8;',
    'import java.util.Base64;',
    'import javax.crypto.Mac;',
    'import javax.crypto.spec.SecretKeySpec;',
    '',
    `var secret = ${plan.secretIn === 'base64' ? decoded : secret};`,
    'var now = System.currentTimeMillis() / 1000;',
    `var payload = ${joined(plan, literal, (offset) => `(${moment('now', offset)})`, ' + ')};`,
    'var encoder = Base64.getUrlEncoder().withoutPadding();',
    `var data = encoder.encodeToString(${literal(HEADER)}.getBytes(UTF_8)) + "."`,
    '    + encoder.encodeToString(payload.getBytes(UTF_8));',
    'var mac = Mac.getInstance("HmacSHA256");',
    'mac.init(new SecretKeySpec(secret, "HmacSHA256"));',
    'System.out.println(data + "." + encoder.encodeToString(mac.doFinal(data.getBytes(UTF_8))));',
  ].join('\n');
};

/** What such a token can be made in. */
export const TOKEN_SNIPPETS: readonly [TokenSnippet, ...TokenSnippet[]] = [
  { id: 'shell', label: 'Shell (for cURL)', write: shell },
  { id: 'powershell', label: 'PowerShell', write: powershell },
  { id: 'javascript', label: 'JavaScript', write: javascript },
  { id: 'python', label: 'Python', write: python },
  { id: 'java', label: 'Java', write: java },
];
