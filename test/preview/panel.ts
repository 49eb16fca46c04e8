import { showPanel } from '../../src/panel/PanelFrame.tsx';
import { SCENES } from './scenes.ts';

const name = new URLSearchParams(location.search).get('scene') ?? 'idle';
const scene = SCENES[name] ?? SCENES['idle'];
if (scene) showPanel(document.querySelector('#app') ?? document.body, scene.program().world);
