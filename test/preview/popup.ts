import { showPopup } from '../../src/popup/PopupFrame.tsx';
import { SCENES } from './scenes.ts';

const name = new URLSearchParams(location.search).get('scene') ?? 'idle';
const scene = SCENES[name] ?? SCENES['idle'];
if (scene) showPopup(document.querySelector('#app') ?? document.body, scene.program().world);
