import { htmlReply, type Reply } from '../reply.ts';
import { defaultKey, expirationText, type Key } from './keys.ts';
import { meetings } from './meetings.ts';
import { people } from './sites.ts';

/** What a developer sees who follows the registration link to the sandbox. */
export function registerPage(key: Key | undefined): Reply {
  const rows = [
    ['Name', defaultKey.name],
    ['Email', defaultKey.email],
    ['API key', defaultKey.apikey],
    ['Passcode', defaultKey.passcode],
    ['Secret key', defaultKey.secretkey],
    ...(key ? [['Expiration time', expirationText(key)]] : []),
  ];
  const samples = [...meetings, ...people].map(([name, { shows }]) => [name, shows]);
  return htmlReply(
    'Latchkey sandbox',
    `<h1>This is the Latchkey sandbox</h1>
<p>Not Webex: a stand-in on this machine. Its secrets are fake. This key always works here:</p>
${definitionList(rows)}
<h2>What to look up</h2>
${definitionList(samples)}`,
  );
}

function definitionList(rows: readonly (readonly string[])[]): string {
  const items = rows.map(([term, text]) => `<dt>${term}</dt><dd><code>${text}</code></dd>`);
  return `<dl style="overflow-wrap:anywhere">\n${items.join('\n')}\n</dl>`;
}
