/**
 * The worker of the door's page: opens it without a network. It is registered for the address of one event's door and for
 * nothing else; it keeps files of the built program, and never an answer of the office. The build fills in the files and a
 * version made of them, so that another build is another worker.
 */
const FILES: string[] = JSON.parse('__DOOR_FILES__');
const PREFIX = 'rotunda-door-';
const CACHE = `${PREFIX}__DOOR_VERSION__`;
/** How long the network may take for the page itself before the kept one is shown. */
const PATIENCE_MS = 3_000;

type Extendable = Event & { waitUntil: (promise: Promise<unknown>) => void };
type Fetching = Extendable & { request: Request; respondWith: (answer: Promise<Response>) => void };
const worker = globalThis as unknown as {
  registration: { scope: string };
  skipWaiting: () => Promise<void>;
  clients: { claim: () => Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
};
const page = new URL(worker.registration.scope).pathname;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      await cache.addAll([...FILES, page].map((path) => new Request(path, { cache: path === page ? 'reload' : 'default' })));
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      // The files of the build before stay for pages that are still open; older ones go.
      const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
      for (const name of names.slice(0, -1)) await caches.delete(name);
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname.replace(/\/$/, '') === page.replace(/\/$/, '')) event.respondWith(openPage(request));
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(openFile(request));
  }
});

/** The page as the server has it now; as it was kept when the server does not answer soon. */
async function openPage(request: Request): Promise<Response> {
  const network = fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  try {
    const response = await network;
    if (response.ok) return response;
  } catch {
    // Below is what was kept.
  }
  const cache = await caches.open(CACHE);
  return (await cache.match(page)) ?? Response.error();
}

/** A file of a build never changes: what is kept is right. */
async function openFile(request: Request): Promise<Response> {
  for (const name of [CACHE, ...(await caches.keys()).filter((one) => one.startsWith(PREFIX))]) {
    const kept = await (await caches.open(name)).match(request);
    if (kept) return kept;
  }
  return fetch(request);
}
