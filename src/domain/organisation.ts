import { spelling } from './spelling.ts';

/** Legal forms that a name is written with or without, as they are spelled when compared. */
const forms = new Set(
  (
    'ооо оао зао пао ао нао нко ано ип чп пк тоо одо сооо фгуп гуп муп фгбу гбу мбу гмбх ' +
    'llc llp ltd limited inc incorporated corp corporation plc jsc ojsc cjsc gmbh ag kg bv nv sa sarl srl spa oy ab as co company'
  )
    .split(' ')
    .map(spelling),
);

/** … and as they are written out. */
const writtenOut =
  /(?:общество с ограниченной ответственностью|(?:(?:публичное|непубличное|открытое|закрытое) )?акционерное общество|индивидуальный предприниматель)/g;

/** An organisation's name as it is compared with another: without case, alphabet, quotes, punctuation and legal form. '' when nothing is left. */
export function organisationKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\s+/g, ' ')
    .replace(writtenOut, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .map(spelling)
    .filter((word) => word !== '' && !forms.has(word))
    .join(' ');
}
