import { listenInPage, sendToWorker } from '../rpc/channel.ts';
import { createClient } from '../rpc/client.ts';
import { createGesture } from '../ui/gesture.ts';
import { pageNamed } from '../ui/pages.ts';
import { passkeysHere } from '../ui/passkeys-here.ts';
import { wishNamed } from '../ui/wishes.ts';
import { showPanel } from './PanelFrame.tsx';

const asked = location.hash.slice(1);

showPanel(document.querySelector('#app') ?? document.body, {
  client: createClient(sendToWorker),
  gesture: createGesture(),
  passkeys: passkeysHere,
  listen: listenInPage,
  page: pageNamed(asked),
  wish: wishNamed(asked),
});
