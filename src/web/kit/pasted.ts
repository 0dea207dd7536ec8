/** Returns the files in what was pasted, none where words were: office programs add a picture of the words. */
export function pastedFiles({ clipboardData }: ClipboardEvent): readonly File[] {
  return clipboardData === null || clipboardData.types.includes('text/plain') ? [] : [...clipboardData.files];
}
