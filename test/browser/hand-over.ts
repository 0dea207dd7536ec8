import type { Locator } from 'playwright-core';

/** A file in somebody's hand: dragged, or on their clipboard. */
export interface Held {
  readonly name: string;
  readonly type: string;
  /** its bytes in base64, or how many there are */
  readonly bytes: string | number;
}

/** Does what a browser does when files are dropped there, or pasted. */
export function hand(target: Locator, how: 'drop' | 'paste', files: readonly Held[]): Promise<void> {
  return target.evaluate(
    (element, { by, held }) => {
      const transfer = new DataTransfer();
      for (const { name, type, bytes } of held) {
        const content = typeof bytes === 'number' ? new Uint8Array(bytes) : Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0));
        transfer.items.add(new File([content], name, { type }));
      }
      const common = { bubbles: true, cancelable: true, composed: true };
      if (by === 'paste') {
        element.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: transfer }));
        return;
      }
      for (const type of ['dragenter', 'dragover', 'drop'])
        element.dispatchEvent(new DragEvent(type, { ...common, dataTransfer: transfer }));
    },
    { by: how, held: files },
  );
}
