/// <reference types="vite/client" />
import about from './styles/about.css?inline';
import extras from './styles/extras.css?inline';
import files from './styles/files.css?inline';
import frame from './styles/frame.css?inline';
import panel from './styles/panel.css?inline';
import thread from './styles/thread.css?inline';

/** A sheet built by script: strict content security policies of sites forbid style tags, never this. */
export function createSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(frame + panel + thread + files + extras + about);
  return sheet;
}
