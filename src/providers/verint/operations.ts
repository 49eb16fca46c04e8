import type { Operation, OperationField } from '../../domain/operation.ts';

const GROUP = 'Any path of the key';

const path: OperationField = {
  name: 'path',
  in: 'path',
  kind: 'text',
  required: true,
  initial: '/api/',
  encoding: 'as-written',
  help: 'With its query, as in /api/audit/export?from=2026-11-01. A custom key opens its own URLs alone.',
};

const userName: OperationField = {
  name: 'Verint-UserName',
  in: 'header',
  kind: 'text',
  help: 'Signed as well. In lower case every server reads it the same.',
};

const ownHeaders: OperationField = {
  name: 'verint-*',
  in: 'header',
  kind: 'list',
  help: 'Other headers of Verint’s, as in “verint-name: value”. They are signed as well.',
};

/**
 * What a Verint key can be used for: which paths there are depends on what a company has, so the
 * path is written. Every request is signed by itself. Source: seed 002
 */
export const operations: readonly Operation[] = [
  {
    id: 'get',
    label: 'Signed GET',
    group: GROUP,
    about: 'Reads from any path that the key may use.',
    method: 'GET',
    path: '{path}',
    fields: [path, userName, ownHeaders],
  },
  {
    id: 'post',
    label: 'Signed POST',
    group: GROUP,
    about: 'Sends JSON to any path that the key may use. The body is not part of the signature.',
    method: 'POST',
    path: '{path}',
    fields: [
      path,
      userName,
      ownHeaders,
      { name: '*', in: 'body', kind: 'json', help: 'The whole body.' },
    ],
    changes: true,
  },
];
