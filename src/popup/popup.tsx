import { listenInPage, sendToWorker } from '../rpc/channel.ts';
import { createClient } from '../rpc/client.ts';
import { createGesture } from '../ui/gesture.ts';
import { passkeysHere } from '../ui/passkeys-here.ts';
import { showPopup } from './PopupFrame.tsx';

showPopup(document.querySelector('#app') ?? document.body, {
  client: createClient(sendToWorker),
  gesture: createGesture(),
  passkeys: passkeysHere,
  listen: listenInPage,
  page: null,
  wish: null,
});
