import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type SetMode = (at: string | number, mode: number) => void;

/** What the embedded database's own file system does: makes files and folders, and sets their modes among other things. */
interface NodeFiles {
  readonly node_ops: { mknod: (parent: object, name: string, mode: number, device: number) => object };
  doSetAttr(at: string | number, node: object, attributes: object, setMode: SetMode, ...rest: readonly unknown[]): void;
}

/**
 * The files of the embedded database, for their owner only. Its file system sets the mode of each file it makes, whatever the umask of
 * the process, and readable by everybody is what it asks for.
 */
export class PrivateFiles extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const keepPrivate = (module: object) => withPrivateModes((module as { readonly NODEFS: NodeFiles }).NODEFS);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), keepPrivate] } };
  }
}

/** What the group and others may do. */
const others = 0o077;

function withPrivateModes(files: NodeFiles): void {
  const make = files.node_ops.mknod;
  files.node_ops.mknod = (parent, name, mode, device) => make(parent, name, mode & ~others, device);
  const setAttributes = files.doSetAttr.bind(files);
  files.doSetAttr = (at, node, attributes, setMode, ...rest) =>
    setAttributes(at, node, attributes, (which, mode) => setMode(which, mode & ~others), ...rest);
}
