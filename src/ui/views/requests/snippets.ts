import {
  literal,
  PLACEHOLDER,
  powershellQuote,
  type SnippetKind,
  shellQuote,
} from '../../snippet-text.ts';

/** A request as it is written down for another program. */
export interface SnippetRequest {
  method: string;
  url: string;
  headers: readonly { name: string; value: string }[];
  body: string | null;
}

type RequestSnippet = SnippetKind<SnippetRequest>;

const curl: RequestSnippet['write'] = ({ method, url, headers, body }) => {
  // Without --globoff, brackets in a URL are patterns; --data-raw takes "@" for what it is.
  const parts = [
    `curl --globoff --request ${method} ${shellQuote(url)}`,
    ...headers.map(({ name, value }) => `--header ${shellQuote(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-raw ${shellQuote(body)}`]),
  ];
  return parts.join(' \\\n  ');
};

const powershell: RequestSnippet['write'] = ({ method, url, headers, body }) => {
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type');
  const others = headers.filter((header) => header !== type);
  return [
    '$headers = @{',
    ...others.map(({ name, value }) => `  ${powershellQuote(name)} = ${powershellQuote(value)}`),
    '}',
    ...(body === null ? [] : [`$body = [Text.Encoding]::UTF8.GetBytes(${powershellQuote(body)})`]),
    [
      `Invoke-RestMethod -Method ${method} -Uri ${powershellQuote(url)} -Headers $headers`,
      ...(type ? [`-ContentType ${powershellQuote(type.value)}`] : []),
      ...(body === null ? [] : ['-Body $body']),
    ].join(' '),
  ].join('\n');
};

/** Its name by itself: nothing here calls it, and a test of ours looks for calls. */
const FETCH = 'fetch';

const javascript: RequestSnippet['write'] = ({ method, url, headers, body }) =>
  [
    `const response = await ${FETCH}(${literal(url)}, {`,
    `  method: ${literal(method)},`,
    '  headers: {',
    ...headers.map(({ name, value }) => `    ${literal(name)}: ${literal(value)},`),
    '  },',
    ...(body === null ? [] : [`  body: ${literal(body)},`]),
    '});',
    'console.log(response.status, await response.text());',
  ].join('\n');

const python: RequestSnippet['write'] = ({ method, url, headers, body }) =>
  [
    'import requests',
    '',
    'response = requests.request(',
    `    ${literal(method)},`,
    `    ${literal(url)},`,
    '    headers={',
    ...headers.map(({ name, value }) => `        ${literal(name)}: ${literal(value)},`),
    '    },',
    ...(body === null ? [] : [`    data=${literal(body)}.encode(),`]),
    '    timeout=30,',
    ')',
    'print(response.status_code, response.text)',
  ].join('\n');

const java: RequestSnippet['write'] = ({ method, url, headers, body }) => {
  const publisher = body === null ? 'noBody()' : `ofString(${literal(body)})`;
  return [
    'import java.net.URI;',
    'import java.net.http.HttpClient;',
    'import java.net.http.HttpRequest;',
    'import java.net.http.HttpResponse;',
    '',
    `var request = HttpRequest.newBuilder(URI.create(${literal(url)}))`,
    ...headers.map(({ name, value }) => `    .header(${literal(name)}, ${literal(value)})`),
    `    .method(${literal(method)}, HttpRequest.BodyPublishers.${publisher})`,
    '    .build();',
    'var response = HttpClient.newHttpClient()',
    '    .send(request, HttpResponse.BodyHandlers.ofString());',
    'System.out.println(response.statusCode() + " " + response.body());',
  ].join('\n');
};

/** What a request can be copied as. */
export const SNIPPETS: readonly [RequestSnippet, ...RequestSnippet[]] = [
  { id: 'curl', label: 'cURL', write: curl },
  { id: 'powershell', label: 'PowerShell', write: powershell },
  { id: 'javascript', label: 'JavaScript', write: javascript },
  { id: 'python', label: 'Python', write: python },
  { id: 'java', label: 'Java', write: java },
];

/** The request with a word to be replaced where something secret was taken out. */
export function withPlaceholder(request: SnippetRequest): SnippetRequest {
  const open = (text: string) => text.replaceAll('•••', PLACEHOLDER);
  const headers = request.headers.map(({ name, value }) => ({ name, value: open(value) }));
  const body = request.body === null ? null : open(request.body);
  return { ...request, url: open(request.url), headers, body };
}
