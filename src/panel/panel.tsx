import { listenInPage, sendToWorker } from '../rpc/channel.ts';
import { createClient } from '../rpc/client.ts';
import { createGesture } from '../ui/gesture.ts';
import { pageNamed } from '../ui/pages.ts';
import { showPanel } from './PanelFrame.tsx';

showPanel(document.querySelector('#app') ?? document.body, {
  client: createClient(sendToWorker),
  gesture: createGesture(),
  listen: listenInPage,
  page: pageNamed(location.hash.slice(1)),
});
