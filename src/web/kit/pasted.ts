/** Files in what was pasted, none where words were: office programs put a picture of the words beside them. */
export function pastedFiles({ clipboardData }: ClipboardEvent): readonly File[] {
  return clipboardData === null || clipboardData.types.includes('text/plain') ? [] : [...clipboardData.files];
}
