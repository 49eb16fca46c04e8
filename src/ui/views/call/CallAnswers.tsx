import type { Meeting } from '../../../domain/meeting.ts';
import { Badge } from '../../components/Badge.tsx';
import { callAnswers } from './entry-words.ts';

/** What everybody on the phone asks first, at one glance. */
export function CallAnswers({ meeting }: { meeting: Meeting }) {
  return (
    <dl class="call-answers">
      {callAnswers(meeting).map(({ question, tone, words }) => (
        <div key={question} class="call-answer">
          <dt>{question}</dt>
          <dd>
            <Badge tone={tone} dot>
              {words}
            </Badge>
          </dd>
        </div>
      ))}
    </dl>
  );
}
