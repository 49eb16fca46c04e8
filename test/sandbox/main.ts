// Serves the sandbox by hand: npx tsx test/sandbox/main.ts --port 8787
import { parseArgs } from 'node:util';
import { defaultKey, startSandbox } from './sandbox.ts';
import { verintKeys } from './verint/verint.ts';
import { zoomBase, zoomKey } from './zoom/zoom.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8787' } } });
const sandbox = await startSandbox({ port: Number(values.port) });

console.log(`Base URL: ${sandbox.origin}`);
console.log(`API key: ${defaultKey.apikey}`);
console.log(`Secret key: ${defaultKey.secretkey}`);
console.log(`Passcode: ${defaultKey.passcode}`);
console.log(`Email: ${defaultKey.email}`);
console.log(`What to look up: ${sandbox.origin}/gapi/registerapikey`);
console.log(`Verint key ID: ${verintKeys.external.id}`);
console.log(`Verint API key: ${verintKeys.external.secret}`);
console.log(`Zoom base URL: ${sandbox.origin}${zoomBase}`);
console.log(`Zoom API key: ${zoomKey.apiKey}`);
console.log(`Zoom API secret: ${zoomKey.apiSecret}`);
console.log(`Zoom SDK key: ${zoomKey.sdkKey}`);
console.log(`Zoom SDK secret: ${zoomKey.sdkSecret}`);
console.log(`Zoom webhook secret token: ${zoomKey.webhookSecret}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sandbox.close());
