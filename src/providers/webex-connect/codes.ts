type Words = Readonly<Record<string, string>>;

const INSIDE = 'It failed inside.';
const LATE = 'The request came too late.';

/** Source: Webex Connect, "API codes" and the pages of each API */
const COMMON: Words = {
  '1002': 'Some of it failed.',
  '7000': 'It could not read the body as JSON.',
  '7001': 'It knows no such key or token.',
  '7002': 'It found no key or token.',
  '7003': 'A value that it needs is missing.',
  '7004': 'A value is not one that it takes.',
  '7005': LATE,
  '7006': INSIDE,
  '7007': 'The service is not active.',
  '7009': 'It takes at most 1,000 destinations.',
  '7010': 'The channel’s provider failed.',
  '7012': 'It takes at most 100 records.',
  '7014': 'The customer is missing.',
  '7015': 'There is such a customer already.',
  '7020': 'The tenant’s limit of calls is reached.',
  '7104': 'The app ID is not one that it knows.',
  '7108': 'The template ID is not one that it knows.',
  '7600': 'There is no such transaction, or it is still queued.',
  '9000': 'The contact policy is switched off.',
  '9002': 'The customer has not consented.',
  '9003': 'The customer is not known.',
  '9004': 'The contact policy’s service is down.',
  '9005': 'Group or channel are not known.',
  '9006': 'The customer has had as many messages as the policy allows.',
  '9007': 'The policy’s group is missing.',
  '9010': 'The customer’s consent has run out.',
};

/** Where they mean something else in answers to events and inbound webhooks. */
const EVENTS: Words = {
  '430': 'It takes at most 256 kB.',
  '7003': 'The events are missing.',
  '7005': INSIDE,
  '7008': 'The event is not known, or its flow is not saved.',
  '7010': 'It takes no requests from this network (IP allow-list).',
  '7019': LATE,
  '7025': 'A parameter of the event is missing.',
  '7027': 'It could not read the body as XML.',
  '7028': 'The signature is not right.',
  '7029': 'The signature is missing.',
};

/** Of threads, segments and topics. Source: Webex Connect, "Topic APIs", "Create Segment" */
const REAL_TIME: Words = {
  '1': INSIDE,
  '2': 'There is such a topic already.',
  '3': 'A value that it needs is missing.',
  '4': 'The request is not one that it takes.',
  '5': 'It knows no such app or topic.',
  '7': 'It knows no such user.',
  '11': 'It found no key or token.',
  '14': 'The app’s ID is missing.',
  '26': 'It knows no such key or token.',
  '31': 'The app has no stream for this user.',
  '69': 'The tenant has no topics.',
  '70': 'The tenant has no segments.',
};

/** What the codes mean, as sentences, by the kind of API that answers. */
export const codes: Readonly<Record<string, Words>> = {
  common: COMMON,
  events: { ...COMMON, ...EVENTS },
  'real-time': REAL_TIME,
};
