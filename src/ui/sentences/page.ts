import type { FailureCode } from '../../domain/failure.ts';
import type { Sentences } from './sentence.ts';

export const pageSentences = {
  'page-unreachable': () => ({
    title: 'This page cannot be looked through',
    text: 'Browsers let no extension into their own pages, their shop and PDF files. Copy what you need and look it up here.',
  }),
} satisfies Partial<Sentences<FailureCode>>;
