/** Tells whether browsers show it as a picture, and the desk's server lets them. */
export const isPicture = (mediaType: string): boolean => /^image\/(png|jpe?g|gif|webp|avif|bmp)$/.test(mediaType);
