import { createHmac } from 'node:crypto';
import { CompactSign } from 'jose';
import { describe, expect, it } from 'vitest';
import { planOf, TOKEN_SNIPPETS } from '../../src/ui/views/tokens/token-snippets.ts';

const MADE = 1_772_600_767;
/** Whatever a quote, a shell or a number could spoil. */
const OWN = `"aud":"it's “q” ‘c’ $HOME \`id\` \\\\ \\"","n":121120347236861135,"e":{"a":[1.50]}`;
const CLAIMS = `{${OWN},"iat":${MADE - 30},"exp":${MADE + 270}}`;
const SECRET = 'a secret of more than thirty-two bytes';

const written = (id: string, secretIn: 'text' | 'base64' = 'text') =>
  TOKEN_SNIPPETS.find((each) => each.id === id)?.write(planOf(CLAIMS, MADE, secretIn)) ?? '';

/** Runs the JavaScript, but for its import, and tells what it prints. */
async function tokenOf(code: string): Promise<string> {
  const printed: string[] = [];
  const body = code.replace(/^import .*\n/, '');
  const run = new Function('CompactSign', 'console', `return (async () => {${body}})()`);
  await run(CompactSign, { log: (text: string) => printed.push(text) });
  return printed.join();
}

describe('A token in a program of somebody’s own', () => {
  it.each(['text', 'base64'] as const)(
    'has the same claims, times by the clock, and a signature by the secret as %s',
    async (secretIn) => {
      const stored = secretIn === 'base64' ? Buffer.from(SECRET).toString('base64') : SECRET;
      const token = await tokenOf(written('javascript', secretIn).replace('YOUR_SECRET', stored));
      const [head = '', payload = '', signature] = token.split('.');
      expect(createHmac('sha256', SECRET).update(`${head}.${payload}`).digest('base64url')).toBe(
        signature,
      );
      const text = Buffer.from(payload, 'base64url').toString();
      expect(text.startsWith(`{${OWN},"iat":`)).toBe(true);
      const { iat, exp } = JSON.parse(text);
      expect(exp - iat).toBe(300);
      expect(Math.abs(iat + 30 - Date.now() / 1_000)).toBeLessThan(60);
    },
  );

  it.each(TOKEN_SNIPPETS)(
    'has in $label each digit, the times, and a word for the secret',
    ({ id }) => {
      const text = written(id);
      expect(text).toContain('121120347236861135');
      expect(text).toContain('1.50');
      expect(text).toMatch(/now - 30\)/);
      expect(text).toMatch(/now \+ 270\)/);
      expect(text).toContain('YOUR_SECRET');
      expect(written(id, 'base64')).toMatch(/base64|Base64|atob/);
      expect(text).not.toContain(`${MADE}`);
    },
  );

  it('doubles the quotes of shells', () => {
    expect(written('shell')).toContain(`it'\\''s “q”`);
    expect(written('powershell')).toContain("it''s “q” ‘‘c’’");
  });
});
