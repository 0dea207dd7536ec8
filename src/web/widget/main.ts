import { defineChat } from './element.ts';

const elementName = 'okno-chat';

function start(): void {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement) || customElements.get(elementName) !== undefined) return;
  defineChat(elementName, new URL(script.src).origin, { ...script.dataset });
  if (document.body === null) document.addEventListener('DOMContentLoaded', insert, { once: true });
  else insert();
}

function insert(): void {
  if (document.querySelector(elementName) === null) document.body.append(document.createElement(elementName));
}

start();
