import type { JSX } from 'preact';

/** Shows titles over the columns; on a phone, where every row becomes a card, they are not shown. */
export function TableHead({ titles }: { readonly titles: readonly string[] }): JSX.Element {
  return (
    <thead>
      <tr>
        {titles.map((each) => (
          <th key={each} scope="col">
            <span class="column-title">{each}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}
