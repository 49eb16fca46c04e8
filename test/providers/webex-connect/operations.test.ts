import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LosslessValue, parseLossless } from '../../../src/domain/lossless-json.ts';
import { initialValues } from '../../../src/domain/operation-dates.ts';
import { itemsIn, pagesOf } from '../../../src/domain/operation-pages.ts';
import { type OperationValues, requestOf } from '../../../src/domain/operation-request.ts';
import { operations } from '../../../src/providers/webex-connect/operations.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { createStoppedClock } from '../../sandbox/stopped-clock.ts';
import { askAs, hostsOf, NOW } from './tenant.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ now: createStoppedClock(NOW).now });
});
afterEach(() => sandbox.close());

function operation(id: string) {
  const found = operations.find((each) => each.id === id);
  if (found === undefined) throw new Error(`No operation ${id}`);
  return found;
}

/** Fills the form of an operation in, beginning with what it begins with, and sends it. */
async function send(id: string, values: OperationValues) {
  const begun = { ...initialValues(operation(id), Date.parse(NOW)), ...values };
  const { failure } = await askAs(hostsOf(sandbox), requestOf(operation(id), begun));
  const { verdict, body = '' } = sandbox.requests.at(-1) ?? {};
  return { failure, verdict, body: body === '' ? null : JSON.parse(body) };
}

const NUMBERS = '+441234567890\n+441234567891';
const LIST = ['+441234567890', '+441234567891'];

describe('The body that a form of Webex Connect makes', () => {
  it.each<[string, OperationValues, unknown]>([
    [
      'messages.send',
      { from: 'LATCHKEY', 'to.0.msisdn': NUMBERS, 'content.text': 'hello' },
      {
        channel: 'sms',
        from: 'LATCHKEY',
        to: [{ msisdn: LIST }],
        content: { type: 'text', text: 'hello' },
      },
    ],
    [
      'messages.send-any',
      { '*': '{"channel":"whatsapp","from":"1","to":[],"content":{"type":"text"}}' },
      { channel: 'whatsapp', from: '1', to: [], content: { type: 'text' } },
    ],
    [
      'messages.send-v1',
      { 'channels.sms.text': 'hi', 'channels.sms.senderid': 'S', 'destination.0.msisdn': NUMBERS },
      {
        deliverychannel: 'sms',
        channels: { sms: { text: 'hi', senderid: 'S', type: '1' } },
        destination: [{ msisdn: LIST }],
      },
    ],
    [
      'events.trigger',
      { 'events.0.evtid': '4451', 'events.0.parameters': '{"k":"v"}' },
      { events: [{ evtid: '4451', parameters: { k: 'v' } }] },
    ],
    [
      'rcs.capabilities',
      { appId: 'A1', msisdn: NUMBERS, forceRefresh: 'yes', '*': '{"later":1,"appId":"other"}' },
      { later: 1, appId: 'A1', msisdn: LIST, forceRefresh: true },
    ],
    [
      'profiles.create',
      { 'Records.0.customerId': '7', 'Records.0.Attributes': '{"name":"Ada"}' },
      { Records: [{ customerId: '7', Attributes: { name: 'Ada' } }] },
    ],
    [
      'profiles.create-many',
      { '*': '{"Records":[{"customerId":"7","Attributes":{}}]}' },
      { Records: [{ customerId: '7', Attributes: {} }] },
    ],
  ])('%s is as its document has it, and is taken', async (id, values, body) => {
    expect(await send(id, values)).toEqual({ failure: null, verdict: 'answered', body });
  });

  it.each([
    ['rcs.capabilities', { msisdn: NUMBERS }],
    ['profiles.create', { 'Records.0.customerId': '7' }],
    ['profiles.create', { 'Records.0.Attributes': '{}' }],
  ])('%s needs its members: %j', async (id, values) => {
    await expect(send(id, values)).rejects.toMatchObject({ facts: { problem: 'is missing' } });
    expect(sandbox.requests).toEqual([]);
  });
});

it('The groups of a contact policy come page after page, by the token in the header, each once', async () => {
  const list = operation('groups.list');
  const ask = async (values: OperationValues) => {
    const { reply } = await askAs(hostsOf(sandbox), requestOf(list, values));
    return { headers: reply.headers, body: parseLossless(reply.text) };
  };
  const names: LosslessValue[] = [];
  for await (const page of pagesOf(list, { pageSize: '50' }, ask)) {
    names.push(...itemsIn(list, page).map((each) => Object(each)['name']));
  }
  expect(names).toEqual(sandbox.webexConnect.groups.map(({ name }) => name));
  expect(sandbox.requests.map(({ query }) => query.replace(/Token=[^&]+/, 'Token='))).toEqual([
    '?pageSize=50',
    '?pageSize=50&continuationToken=',
    '?pageSize=50&continuationToken=',
  ]);
});
