import { useRef, useState } from 'preact/hooks';

export interface Drop {
  /** files are held over it */
  readonly isOver: boolean;
  readonly onDragEnter: (event: DragEvent) => void;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** Takes files that are dropped; while it is not `wanted` they are kept from replacing the page all the same. */
export function useDrop(wanted: boolean, take: (files: readonly File[]) => void): Drop {
  const [isOver, setIsOver] = useState(false);
  // Every child that is entered and left says so too.
  const depth = useRef(0);
  const move = (by: 1 | -1) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    depth.current = Math.max(0, depth.current + by);
    setIsOver(wanted && depth.current > 0);
  };
  return {
    isOver,
    onDragEnter: move(1),
    onDragLeave: move(-1),
    onDragOver(event) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = wanted ? 'copy' : 'none';
    },
    onDrop(event) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setIsOver(false);
      if (wanted) take([...(event.dataTransfer?.files ?? [])]);
    },
  };
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
