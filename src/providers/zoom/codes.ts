/** What a code means, where it means the same of every API. Source: Zoom, "Error definitions" */
export const codes = {
  any: {
    '124': 'API key and API secret make no token that it takes.',
    '4700': 'It knows the key, which has no right (scope) to this.',
  },
};
