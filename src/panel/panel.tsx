import { listenInPage, sendToWorker } from '../rpc/channel.ts';
import { createClient } from '../rpc/client.ts';
import { createGesture } from '../ui/gesture.ts';
import { pageNamed } from '../ui/pages.ts';
import { passkeysHere } from '../ui/passkeys-here.ts';
import { wishNamed } from '../ui/wishes.ts';
import { showPanel } from './PanelFrame.tsx';

/** `panel.html#<page>`, or `#<page>/<what it is about>`. */
const [asked = '', about = null] = location.hash.slice(1).split('/');

showPanel(document.querySelector('#app') ?? document.body, {
  client: createClient(sendToWorker),
  gesture: createGesture(),
  passkeys: passkeysHere,
  listen: listenInPage,
  page: pageNamed(asked),
  about,
  wish: wishNamed(asked),
});
