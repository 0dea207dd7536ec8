import { z } from 'zod';
import { policyData } from '../../../policy/form.ts';
import { treeDraft } from '../../../policy/tree-form.ts';

/*
 * The rules and the question tree, as the desk page and `/desk/api` speak of them. Heads read, directors and admins change.
 *
 *   GET    /desk/api/policy                       policyView: the active version, and who changed what when
 *   GET    /desk/api/policy/:version              policyVersion: a former one, whole
 *   POST   /desk/api/policy                       newPolicy -> 201 policyView; 409 `changed-meanwhile`, 422 `policy-mistakes`
 *   GET    /desk/api/question-tree                treeView: the tree strangers are asked now, and its history
 *   GET    /desk/api/question-tree/:hash          treeVersion: a former one, whole
 *   POST   /desk/api/question-tree/check          treeCheck -> treeChecked: what is wrong with a draft, and where; what it changes
 *   POST   /desk/api/question-tree                newTree -> 201 treeView; 409 `changed-meanwhile`, 422 `tree-mistakes`
 */

const person = z.object({ id: z.uuid(), name: z.string() });
const note = z.string().trim().max(1000).default('');
const change = {
  at: z.iso.datetime(),
  /** null: it came with the company file */
  by: person.nullable(),
  note: z.string().nullable(),
  /** what became different, in the viewer's language */
  changes: z.array(z.string()),
};

export const policyVersion = z.object({ version: z.int(), data: policyData });
export const policyView = z.object({
  ...policyVersion.shape,
  departments: z.array(z.object({ key: z.string(), name: z.string() })),
  may: z.object({ change: z.boolean() }),
  /** the newest first; `restores`: the former version it brought back */
  versions: z.array(z.object({ version: z.int(), restores: z.int().nullable(), ...change })),
});

/** `base`: the version it was made from. `restores`: the former version it brings back, if it does. */
export const newPolicy = z.strictObject({
  base: z.int().min(1),
  data: policyData,
  note,
  restores: z.int().min(1).nullable().default(null),
});

/** `details` of 422 `policy-mistakes` */
export const policyMistakes = z.array(z.object({ path: z.string(), code: z.string(), words: z.string() }));

const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const treeVersion = z.object({ hash, tree: treeDraft });
export const treeView = z.object({
  ...treeVersion.shape,
  may: z.object({ change: z.boolean() }),
  versions: z.array(z.object({ id: z.uuid(), hash, ...change })),
});
export const treeCheck = z.strictObject({ tree: treeDraft });
export const treeMistake = z.object({
  /** keys down to what is to be mended: `questions`, `who`, `options`, 1 */
  path: z.array(z.union([z.string(), z.int()])),
  words: z.string(),
});
export const treeChecked = z.object({
  mistakes: z.array(treeMistake),
  /** against the tree that is asked now */
  changes: z.array(z.string()),
});
export const newTree = z.strictObject({ base: hash, tree: treeDraft, note });

export type PolicyView = z.infer<typeof policyView>;
export type PolicyVersion = z.infer<typeof policyVersion>;
export type PolicyMistakeWorded = z.infer<typeof policyMistakes>[number];
export type TreeView = z.infer<typeof treeView>;
export type TreeVersion = z.infer<typeof treeVersion>;
export type TreeChecked = z.infer<typeof treeChecked>;
export type TreeMistakeWorded = z.infer<typeof treeMistake>;
