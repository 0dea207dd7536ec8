/** Legal forms that a name is written with or without. */
const forms = /^(ооо|оао|зао|пао|ао|нко|ип|чп|тоо|llc|ltd|inc|gmbh|corp|plc|jsc)$/;

/** An organisation's name as it is compared with another: without case, quotes, punctuation and legal form. '' when nothing is left. */
export function organisationKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !forms.test(word))
    .join(' ');
}
