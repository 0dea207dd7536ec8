import { z } from 'zod';
import { departmentsOf, seesAll } from '../../../db/conversations/visible.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import {
  changeSavedView,
  countSavedViews,
  deleteSavedView,
  insertSavedView,
  type SavedViewRow,
  savedViews,
} from '../../../db/reports/saved-views.ts';
import { mayShareWith, type SharedWith } from '../../../domain/saved-view.ts';
import { departmentsFor } from '../../../people/access.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { shortText } from '../fields.ts';
import { inLanguage, languageOf } from '../language.ts';
import { departmentNamed, personNamed, sample } from '../named.ts';

/** How many somebody keeps. */
const mostViews = 100;

const sharedWith = z
  .union([z.literal('all'), z.array(z.string().min(1).max(64)).min(1).max(50)])
  .nullable()
  .describe('Who sees it beside its owner: null nobody, `all`, or keys of departments.');

const savedQuery = z
  .record(z.string().regex(/^[a-z]{1,20}$/), z.string().min(1).max(200))
  .refine((query) => Object.keys(query).length <= 30, 'at most 30')
  .describe('What the page’s address asks.');

const wish = z.strictObject({ name: shortText, query: savedQuery, sharedWith: sharedWith.default(null) });
const newView = wish.extend({ id: z.uuid().describe('The same again changes nothing.'), page: z.string().regex(/^[a-z-]{1,30}$/) });

const view = z.object({
  id: z.uuid(),
  name: z.string(),
  page: z.string(),
  query: z.record(z.string(), z.string()),
  sharedWith,
  owner: personNamed,
  mine: z.boolean(),
});

const views = z
  .object({
    views: z.array(view),
    may: z.object({
      all: z.boolean().describe('Share with everybody.'),
      departments: z.array(departmentNamed).describe('Share with these.'),
    }),
  })
  .meta({ ref: 'SavedViews' });

export type SavedViews = z.output<typeof views>;
export type SavedView = SavedViews['views'][number];

const example: SavedView = {
  id: sample.id(31),
  name: 'Slow Mondays',
  page: 'response',
  query: { by: 'weekday', department: 'client' },
  sharedWith: ['client'],
  owner: sample.anna,
  mine: true,
};

/** Pages of reports under names. A view is what is asked; who opens it is answered what they may see, whoever saved it. */
export const savedViewOperations = [
  operation({
    method: 'get',
    path: '/desk/api/views',
    access: session('report.see'),
    tag: 'desk',
    summary: 'Saved views of reports',
    description: 'One’s own, then those shared with one. Opening one asks for oneself: it shows no more than one sees anyway.',
    query: inLanguage,
    answer: {
      status: 200,
      words: 'By name.',
      schema: views,
      example: { views: [example], may: { all: false, departments: [sample.department] } },
    },
    async handle(http, { c, viewer }) {
      const keys = departmentsFor(viewer, 'view.share');
      const language = languageOf(c, viewer);
      const { departments } = http.company();
      return {
        views: await viewsOf(http, viewer),
        may: {
          all: keys === null,
          departments: departments.flatMap(({ key, name }) => (keys?.includes(key) === false ? [] : [{ key, name: name[language] }])),
        },
      };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/me/views',
    access: session('report.see'),
    tag: 'desk',
    summary: 'Save a view',
    description: 'For oneself; for one’s departments; for everybody by the director.',
    body: {
      schema: newView.meta({ ref: 'NewSavedView' }),
      example: { id: example.id, name: example.name, page: example.page, query: example.query, sharedWith: ['client'] },
    },
    answer: { status: 201, words: 'Saved.', schema: view.meta({ ref: 'SavedView' }), example },
    errors: ['unknown-department', 'too-many-views', 'not-found'],
    async handle(http, { viewer, body }) {
      mayShare(http, viewer, body.sharedWith);
      if ((await countSavedViews(http.db, viewer.id)) >= mostViews) throw new HttpError('too-many-views');
      await insertSavedView(http.db, { ...body, owner: viewer.id, at: http.now() });
      return one(http, viewer, body.id);
    },
  }),

  operation({
    method: 'put',
    path: '/desk/api/me/views/:id',
    access: session('report.see'),
    tag: 'desk',
    summary: 'Rename, change or share a view of one’s own',
    body: { schema: wish.meta({ ref: 'SavedViewChange' }), example: { name: 'Slow days', query: example.query, sharedWith: null } },
    answer: { status: 200, words: 'Changed.', schema: view.meta({ ref: 'SavedView' }), example },
    errors: ['unknown-department', 'not-found'],
    async handle(http, { viewer, params: { id }, body }) {
      mayShare(http, viewer, body.sharedWith);
      const isOwn = z.uuid().safeParse(id).success && (await changeSavedView(http.db, { ...body, id, owner: viewer.id }));
      if (!isOwn) throw new HttpError('not-found');
      return one(http, viewer, id);
    },
  }),

  operation({
    method: 'delete',
    path: '/desk/api/me/views/:id',
    access: session('report.see'),
    tag: 'desk',
    summary: 'Delete a view of one’s own',
    answer: { status: 204, words: 'It is gone.' },
    errors: ['not-found'],
    async handle(http, { c, viewer, params: { id } }) {
      if (!z.uuid().safeParse(id).success || !(await deleteSavedView(http.db, id, viewer.id))) throw new HttpError('not-found');
      return c.body(null, 204);
    },
  }),
] as const;

function mayShare({ company }: Http, viewer: Viewer, wished: SharedWith): void {
  const known = company().departments.map(({ key }) => key);
  if (Array.isArray(wished) && wished.some((each) => !known.includes(each))) throw new HttpError('unknown-department');
  if (!mayShareWith(departmentsFor(viewer, 'view.share'), wished)) throw new HttpError('forbidden');
}

async function viewsOf({ db }: Http, viewer: Viewer): Promise<SavedView[]> {
  const rows = await savedViews(db, { viewer: viewer.id, departments: seesAll(viewer) ? null : departmentsOf(viewer) });
  return rows.map((row) => shown(row, viewer));
}

async function one(http: Http, viewer: Viewer, id: string): Promise<SavedView> {
  const found = (await viewsOf(http, viewer)).find((each) => each.id === id && each.mine);
  if (found === undefined) throw new HttpError('not-found');
  return found;
}

function shown({ ownerId, ownerName, sharedWith: shared, ...row }: SavedViewRow, viewer: Viewer): SavedView {
  const whom = typeof shared === 'string' || shared === null ? shared : [...shared];
  return { ...row, query: { ...row.query }, sharedWith: whom, owner: { id: ownerId, name: ownerName }, mine: ownerId === viewer.id };
}
