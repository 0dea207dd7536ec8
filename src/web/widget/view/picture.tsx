import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isPicture } from '../../kit/pictures.ts';
import { FileIcon } from './icons.tsx';

const side = 96;

/** Shows a small picture of a chosen file. It is drawn, because sites' content security policies seldom allow `blob:` images. */
export function ChosenPicture({ file }: { readonly file: File | null }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isDrawn, setIsDrawn] = useState(false);
  useEffect(() => {
    let isGone = false;
    if (file === null || !isPicture(file.type)) return;
    createImageBitmap(file)
      .then((image) => {
        const scale = Math.max(side / image.width, side / image.height);
        const [width, height] = [image.width * scale, image.height * scale];
        const context = canvas.current?.getContext('2d') ?? null;
        if (!isGone && context !== null) {
          context.drawImage(image, (side - width) / 2, (side - height) / 2, width, height);
          setIsDrawn(true);
        }
        image.close();
      })
      // What is no picture after all keeps its sign.
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [file]);
  return (
    <span class="thumb" aria-hidden="true">
      {isDrawn ? null : <FileIcon />}
      <canvas ref={canvas} width={side} height={side} hidden={!isDrawn} />
    </span>
  );
}
