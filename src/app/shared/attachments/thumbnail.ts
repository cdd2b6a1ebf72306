/** Longest sides to try, until the picture is small enough to go along in a header. */
const sides = [128, 96, 64];
const largest = 5_000;

/** A small JPEG of a picture as base64, upright; null for what is no picture, or what the browser cannot draw. */
export async function drawThumbnail(file: File): Promise<string | null> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return null;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    try {
      for (const side of sides) {
        const blob = await draw(picture, side);
        if (blob && blob.size <= largest) return await toBase64(blob);
      }
    } finally {
      picture.close();
    }
  } catch {
    // The list shows the word for the kind instead.
  }
  return null;
}

function draw(picture: ImageBitmap, side: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return Promise.resolve(null);
  // A JPEG has no see-through parts; paper is white in both themes.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.7));
}

async function toBase64(blob: Blob): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
}
